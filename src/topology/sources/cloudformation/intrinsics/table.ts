import type { Intrinsic } from '../context.ts';
import { cidr, length, select, zones } from './list.ts';
import { and, choose, equals, not, or } from './logic.ts';
import { attribute, findInMap, importValue, reference } from './reference.ts';
import { base64, joinText, splitText, substitute, toJsonString } from './text.ts';

/** Every intrinsic function that is evaluated; any other gives an unknown value and a finding. `Fn::ForEach` is expanded before. */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', reference],
  ['Fn::GetAtt', attribute],
  ['Fn::FindInMap', findInMap],
  ['Fn::ImportValue', importValue],
  ['Fn::Sub', substitute],
  ['Fn::Join', joinText],
  ['Fn::Split', splitText],
  ['Fn::Base64', base64],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Select', select],
  ['Fn::GetAZs', zones],
  ['Fn::Length', length],
  ['Fn::Cidr', cidr],
  ['Fn::If', choose],
  ['Fn::Equals', equals],
  ['Fn::And', and],
  ['Fn::Or', or],
  ['Fn::Not', not],
]);
