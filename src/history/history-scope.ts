/** The account and Region whose rows lie together on disk. */
export interface HistoryScope {
  readonly account: string;
  readonly region: string;
}
