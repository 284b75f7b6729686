/** A step of a wave: a recommendation and the place of an operation in it. */
interface WaveStep {
  readonly recommendation: string;
  readonly step: number;
}

/** Operations in the order in which people run them: wave after wave. Throws where a wave names what is not there, or an operation is in no wave. */
export function inWaves<Action>(
  recommendations: readonly { readonly id: string; readonly actions: readonly Action[] }[],
  waves: readonly { readonly steps: readonly WaveStep[] }[],
): readonly Action[] {
  const byId = new Map(recommendations.map((each) => [each.id, each.actions]));
  const ordered = waves.flatMap((wave) =>
    wave.steps.flatMap(({ recommendation, step }) => byId.get(recommendation)?.[step] ?? []),
  );
  const all = recommendations.flatMap((each) => each.actions);
  if (new Set(ordered).size !== all.length) throw new Error(`waves hold ${ordered.length} of ${all.length} operations`);
  return ordered;
}
