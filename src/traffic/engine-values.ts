/** Numbers of a list as an engine gives it; anything else is empty. */
export const numbersOf = (value: unknown): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);
