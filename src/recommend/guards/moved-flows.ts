import { LIMITS } from '../../capacity/limits.ts';
import { type AdvisingGuard, foreignWay, warn } from './guard.ts';

/** What a moved flow meets on its new path. */
export const movedFlows: AdvisingGuard = (client, way) => {
  const { mtuBytes, idleTimeoutSeconds } = LIMITS.packets;
  if (way.kind === 'nat' && way.move !== undefined) {
    return warn(
      `NAT gateways drop connections that are idle for ${idleTimeoutSeconds} s, and policies that ask for aws:SourceVpc or aws:SourceVpce refuse the traffic`,
    );
  }
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined) return undefined;
  return warn(
    `open connections are cut once; packets over ${mtuBytes} bytes are dropped and connections idle for ${idleTimeoutSeconds} s end; policies that ask for aws:SourceVpc or aws:SourceVpce must name ${foreign.place.vpc}`,
  );
};
