import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { DEFAULT_OPTIONS } from '../../src/recommend/options.ts';
import { recommend } from '../../src/recommend/recommend.ts';
import { largeOrganisation } from './large-organisation.ts';

const path = join(import.meta.dirname, '..', '..', 'pricing-cache', 'aws', 'us-east-1.json');
const card = rateCardSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
const topology = largeOrganisation({ vpcs: 200, services: 30, hubs: 3, unattached: 20 });
const options = { ...DEFAULT_OPTIONS, hubs: ['hub0', 'hub1', 'hub2'] };
await recommend({ topology, cards: new Map([[card.region, card]]), options });
console.log((process.resourceUsage().maxRSS / 2 ** 20).toFixed(3));
