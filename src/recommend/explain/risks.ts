import type { Move } from '../move.ts';

/** What can go wrong with each move; how much it matters follows from what the step touches (risk-of.ts). */
export const RISKS: Readonly<Record<Move, string>> = {
  'remove-idle': 'Whatever uses it less often than the evidence reaches loses the private path.',
  'fix-routing': 'Traffic takes the path that was meant for it; open connections are cut once.',
  'gateway-instead':
    'Routes change at once for every subnet of the route tables; only clients inside the VPC can use it.',
  'merge-duplicates': 'The DNS answers change for the clients of the endpoint that goes.',
  'nat-instead-of-endpoint':
    'Traffic leaves the private path for the public addresses of the service; no endpoint policy applies.',
  localise: 'The VPC stops depending on the hub; its DNS answers change.',
  'share-across-vpcs':
    'Several VPCs come to depend on one endpoint, its policy and the path to it; their DNS answers change.',
  'endpoint-instead-of-nat': 'Traffic moves from public to private addresses; DNS answers change.',
  split: 'A second endpoint is added; nothing is taken away.',
  'move-az': 'Connections to the interfaces that go are cut.',
  'add-az': 'An interface is added; nothing is taken away.',
  'drop-az': 'Connections to the interface that goes are cut, and clients in its zone reach the endpoint across zones.',
};

/** How to undo each move. */
export const ROLLBACKS: Readonly<Record<Move, string>> = {
  'remove-idle': 'Make the endpoint again from the same definition; it gets a new id and new addresses.',
  'fix-routing': 'Put the private DNS setting and the routes back as they were.',
  'gateway-instead':
    'Keep the interface endpoint until the traffic is seen on the gateway endpoint; to go back, make it again and remove the routes.',
  'merge-duplicates': 'Make the removed endpoint again and point its names back to it.',
  'nat-instead-of-endpoint':
    'Make the endpoint again with private DNS on: traffic returns to it when the names change.',
  localise: 'Associate the VPC with the hosted zone again, then remove the new endpoint.',
  'share-across-vpcs':
    'Until the old endpoints are removed: disassociate the VPC from the hosted zone. Afterwards: make its endpoint again with private DNS on.',
  'endpoint-instead-of-nat':
    'Remove the endpoint or its names: traffic returns to the NAT gateway. Keep that gateway until the move has proved itself.',
  split: 'Point the names back to the first endpoint, then remove the second.',
  'move-az': 'Change the subnets back.',
  'add-az': 'Remove the subnet that was added.',
  'drop-az': 'Add the subnet again: the endpoint gets a new interface with a new address in that zone.',
};
