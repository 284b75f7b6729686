import { describe } from 'vitest';
import { verifies, verifyInPython } from '../support/guide-verify.ts';

describe('the snippet in Python', () => verifies(verifyInPython));
