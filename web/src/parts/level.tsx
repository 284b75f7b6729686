export type Level = 'ok' | 'watch' | 'warning' | 'critical' | 'unknown';

/** A shape beside the word: colour is never the only sign. */
export const SHAPES: Readonly<Record<Level, string>> = {
  ok: '●',
  watch: '▲',
  warning: '▲',
  critical: '■',
  unknown: '○',
};

export const levelOf = (share: number | null | undefined): Level => {
  if (share === null || share === undefined) return 'unknown';
  if (share >= 0.9) return 'critical';
  if (share >= 0.75) return 'warning';
  return share >= 0.6 ? 'watch' : 'ok';
};

export function LevelTag({ level, word }: { readonly level: Level; readonly word?: string }) {
  return (
    <span className={`tag ${level}`}>
      <span aria-hidden="true">{SHAPES[level]}</span> {word ?? level}
    </span>
  );
}
