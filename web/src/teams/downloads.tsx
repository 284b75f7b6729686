import { useState } from 'react';
import { allocationFile, hasService, problemText } from '../api/actions.ts';
import { useDropped } from '../api/network.ts';
import { saveBlob, saveText } from '../parts/save.ts';

const FORMS = [['focus', 'FOCUS', 'focus.csv']] as const;

/** The allocation as files: CSV from what is shown, the others as the service writes them. */
export function Downloads({ by, csv }: { readonly by: string; readonly csv: () => string }) {
  const [problem, setProblem] = useState<string>();
  const dropped = useDropped();
  const isRemote = hasService && dropped.network === undefined;
  const save = async (form: string, ending: string): Promise<void> => {
    try {
      saveBlob(`allocation-${by}.${ending}`, await allocationFile(by, form));
      setProblem(undefined);
    } catch (error) {
      setProblem(problemText(error));
    }
  };
  return (
    <span className="inline">
      {problem && <span role="alert">{problem}</span>}
      <button type="button" onClick={() => saveText(`allocation-${by}.csv`, 'text/csv', csv())}>
        Save CSV
      </button>
      {isRemote &&
        FORMS.map(([form, word, ending]) => (
          <button key={form} type="button" onClick={() => void save(form, ending)}>
            {word}
          </button>
        ))}
    </span>
  );
}
