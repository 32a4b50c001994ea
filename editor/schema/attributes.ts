/** The form of an evidence record's id. */
export const EVIDENCE_ID = /^[0-9a-f]{24}$/;

/** The attribute that carries a claim's or theme's permanent id; '' until one is given. */
export const blockId = {
  default: '',
  validate: (value: unknown) => {
    if (typeof value !== 'string' || !/^([a-z0-9]{12})?$/.test(value)) {
      throw new RangeError(`A block id is 12 letters or digits, not ${String(value)}`);
    }
  },
  parseHTML: (element: HTMLElement) => element.getAttribute('data-id') ?? '',
  renderHTML: (attributes: Record<string, unknown>) => ({ 'data-id': attributes['id'] }),
};

/** A string attribute kept in `data-<name>`. */
export function dataAttribute(name: string, fallback: string) {
  return {
    default: fallback,
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? fallback,
    renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
  };
}

/** A validator that accepts strings of up to `most` characters. */
export function shortString(most: number): (value: unknown) => void {
  return (value) => {
    if (typeof value !== 'string' || value.length > most) {
      throw new RangeError(`Expected at most ${most} characters, got ${String(value).slice(0, 60)}`);
    }
  };
}
