/**
 * The queries over flow log records. The first is the only one that sees them, in one pass and with bounded memory; the rest work
 * on its result, which has a row for each pair of talkers.
 */

/** Settings that bound what a reading takes: DuckDB spills to its temporary folder beyond the limit. */
export const boundedMemory = (limit: string): string => `SET memory_limit = '${limit}'`;

/** Interfaces of endpoints, and their addresses. */
export const INVENTORY_TABLES = `
  CREATE TEMP TABLE eni (interface_id VARCHAR, endpoint VARCHAR, vpc VARCHAR, az VARCHAR);
  CREATE TEMP TABLE own (interface_id VARCHAR, address VARCHAR);
  CREATE TEMP TABLE places (vpc VARCHAR, address VARCHAR, client_vpc VARCHAR, client_az VARCHAR, account VARCHAR, via VARCHAR)`;

/**
 * Sums the records by what they are: an endpoint's own (endpoint), a client's about an endpoint (peer), traffic with public
 * addresses of AWS services (public), and what only counts. Addresses are those of the packet where the log has them. An interface
 * through which packets of others pass (a NAT gateway) is told by an address of the packet that is not the interface's.
 */
export const collectFlows = (records: string): string => `
CREATE TEMP TABLE flows AS
SELECT kind,
  CASE WHEN talks THEN interface_id END AS interface_id,
  CASE WHEN kind IN ('endpoint', 'peer') OR (kind = 'public' AND outward) THEN src END AS src,
  CASE WHEN kind IN ('endpoint', 'peer') OR (kind = 'public' AND NOT outward) THEN dst END AS dst,
  CASE WHEN kind = 'endpoint' THEN flow_direction END AS direction,
  CASE WHEN kind = 'public' THEN traffic_path END AS path,
  CASE WHEN kind = 'public' THEN service END AS service,
  CASE WHEN kind = 'public' THEN outward END AS outward,
  CASE WHEN kind = 'public' THEN forwarded END AS forwarded,
  max(CASE WHEN talks THEN vpc_id END) AS vpc_id, max(CASE WHEN talks THEN az_id END) AS az_id,
  CAST(sum(bytes) AS DOUBLE) AS bytes, CAST(sum(coalesce(records, 1)) AS BIGINT) AS records, min(start) AS first, max("end") AS last
FROM (
  SELECT *, kind IN ('endpoint', 'peer', 'public') AS talks FROM (
    SELECT *,
      CASE
        WHEN log_status = 'NODATA' THEN 'no-data'
        WHEN log_status = 'SKIPDATA' THEN 'skipped'
        WHEN bytes IS NULL OR bytes < 0 OR src IS NULL OR dst IS NULL THEN 'malformed'
        WHEN action = 'REJECT' THEN 'refused'
        WHEN interface_id IN (SELECT interface_id FROM eni) THEN 'endpoint'
        WHEN service IS NOT NULL THEN 'public'
        WHEN src IN (SELECT address FROM own) OR dst IN (SELECT address FROM own) THEN 'peer'
        ELSE 'other'
      END AS kind
    FROM (
      SELECT interface_id, bytes, records, start, "end", action, log_status, vpc_id, az_id, flow_direction, traffic_path,
        coalesce(pkt_srcaddr, srcaddr) AS src, coalesce(pkt_dstaddr, dstaddr) AS dst,
        coalesce(pkt_dst_aws_service, pkt_src_aws_service) AS service,
        pkt_dst_aws_service IS NOT NULL AS outward,
        CASE WHEN pkt_dst_aws_service IS NOT NULL THEN pkt_dstaddr <> dstaddr ELSE pkt_srcaddr <> srcaddr END AS forwarded
      FROM (${records})
    )
  )
)
GROUP BY ALL`;

export const COUNTS =
  'SELECT kind, CAST(sum(records) AS BIGINT), CAST(min(first) AS BIGINT), CAST(max(last) AS BIGINT) FROM flows GROUP BY kind';

export const BROKEN_LINES = 'SELECT count(DISTINCT (scan_id, file_id, line)) FROM reject_errors';

/**
 * Addresses of endpoint interfaces that the inventory does not tell: by the direction of a record, else the address that most of
 * the interface's records share.
 */
export const LEARN_ADDRESSES = `
INSERT INTO own
SELECT interface_id, arg_max(address, weight) FROM (
  SELECT interface_id, address, sum(weight) AS weight FROM (
    SELECT interface_id, CASE WHEN direction = 'ingress' THEN dst ELSE src END AS address, 1000000 AS weight
    FROM flows WHERE kind = 'endpoint' AND direction IS NOT NULL
    UNION ALL
    SELECT interface_id, unnest([src, dst]) AS address, 1 AS weight FROM flows WHERE kind = 'endpoint'
  ) GROUP BY interface_id, address
)
WHERE interface_id NOT IN (SELECT interface_id FROM own)
GROUP BY interface_id`;

/**
 * Who talked to which interface. A flow that both ends logged counts once: an endpoint's own records are used, and records of
 * clients only where the interface has none. `request` is null where nothing tells which side is the endpoint's.
 */
export const TALKS = `
CREATE TEMP TABLE talks AS
WITH logged AS (SELECT interface_id, max(az_id) AS az_id FROM flows WHERE kind = 'endpoint' GROUP BY interface_id),
heard AS (
  SELECT own.interface_id, f.src AS peer, true AS request, f.vpc_id, f.az_id, f.bytes, f.records
  FROM flows f JOIN own ON own.address = f.dst WHERE f.kind = 'peer'
  UNION ALL
  SELECT own.interface_id, f.dst, false, f.vpc_id, f.az_id, f.bytes, f.records
  FROM flows f JOIN own ON own.address = f.src WHERE f.kind = 'peer'
)
SELECT endpoint, vpc, az, CASE WHEN request THEN src ELSE dst END AS peer, CAST(NULL AS VARCHAR) AS peer_az,
  false AS by_client, request, bytes, records
FROM (
  SELECT eni.endpoint, eni.vpc, coalesce(eni.az, logged.az_id) AS az, f.src, f.dst, f.bytes, f.records,
    CASE WHEN d.address IS NOT NULL THEN true WHEN s.address IS NOT NULL THEN false
      WHEN f.direction = 'ingress' THEN true WHEN f.direction = 'egress' THEN false END AS request
  FROM flows f
  JOIN eni USING (interface_id)
  JOIN logged USING (interface_id)
  LEFT JOIN own d ON d.interface_id = f.interface_id AND d.address = f.dst
  LEFT JOIN own s ON s.interface_id = f.interface_id AND s.address = f.src
  WHERE f.kind = 'endpoint'
)
UNION ALL
SELECT eni.endpoint, eni.vpc, eni.az, h.peer, h.az_id, true, h.request, h.bytes, h.records
FROM heard h JOIN eni USING (interface_id)
WHERE interface_id NOT IN (SELECT interface_id FROM logged)
  AND (h.vpc_id IS NULL OR eni.vpc IS NULL OR h.vpc_id = eni.vpc OR NOT EXISTS (
    SELECT 1 FROM heard o JOIN eni e USING (interface_id) WHERE o.peer = h.peer AND e.vpc = h.vpc_id))`;

/** Each client address once for each VPC it talked into. */
export const PEERS = 'SELECT DISTINCT vpc, peer FROM talks WHERE request IS NOT NULL';

/** Bytes of which nothing tells who the client is. */
export const UNTOLD = 'SELECT coalesce(sum(bytes), 0) FROM talks WHERE request IS NULL';

export const CELLS = `
SELECT endpoint, az, client_vpc, coalesce(client_az, peer_az), account, via,
  sum(bytes) FILTER (WHERE request), sum(bytes) FILTER (WHERE NOT request), CAST(sum(t.records) AS BIGINT),
  bool_or(by_client)
FROM talks t LEFT JOIN places p ON p.address = t.peer AND p.vpc IS NOT DISTINCT FROM t.vpc
WHERE request IS NOT NULL
GROUP BY ALL ORDER BY ALL`;

/** Public traffic by client address. Records of an interface that forwards count only for clients without records of their own. */
export const PUBLIC = `
WITH forwarders AS (SELECT DISTINCT interface_id FROM flows WHERE kind = 'public' AND forwarded),
talk AS (SELECT *, coalesce(src, dst) AS client, interface_id IN (SELECT interface_id FROM forwarders) AS by_forwarder
  FROM flows WHERE kind = 'public')
SELECT client, vpc_id, az_id, service, outward, path, by_forwarder, sum(bytes)
FROM talk
WHERE NOT by_forwarder
  OR (forwarded AND client NOT IN (SELECT client FROM talk WHERE NOT by_forwarder))
GROUP BY ALL ORDER BY ALL`;
