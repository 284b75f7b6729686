import type { ReactNode } from 'react';

export function Panel(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={`panel ${props.className ?? ''}`}>
      <header>
        <h2>{props.title}</h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}

/** Title of a view, with the command that gives the same figures and the address of this very state. */
export function ViewHead(props: { readonly title: string; readonly command: string; readonly children?: ReactNode }) {
  const copy = (text: string): void => void navigator.clipboard?.writeText(text);
  return (
    <div className="view-head">
      <h1>{props.title}</h1>
      {props.children}
      <span className="spacer" />
      <span className="inline">
        <button type="button" title={props.command} onClick={() => copy(props.command)}>
          Copy as CLI
        </button>
        <button type="button" onClick={() => copy(location.href)}>
          Copy link
        </button>
      </span>
    </div>
  );
}

/** One of few choices, by keyboard as well: native radio buttons. */
export function Choice<Value extends string>(props: {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">{props.name}</legend>
      {props.options.map(([value, word]) => (
        <label key={value} className={value === props.value ? 'is-on' : ''}>
          <input
            type="radio"
            name={props.name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
