import type { Attributes, XmlHandler } from './xml.ts';

/** What a style says of a paragraph or run, its own words only; undefined where it leaves it to its parent. */
interface StyleEntry {
  name: string;
  basedOn: string | undefined;
  outline: number | undefined;
  numId: string | undefined;
  ilvl: number | undefined;
  bold: boolean | undefined;
  italic: boolean | undefined;
  size: number | undefined;
}

/** What a style comes to with all its parents. `heading` is 1 to 9 or null; `numId` null when it sets no list. */
export interface ResolvedStyle {
  name: string;
  heading: number | null;
  numId: string | null;
  ilvl: number;
  bold: boolean;
  italic: boolean;
  size: number;
}

/** The styles of a document; an unknown or absent id resolves to plain text. */
export class Styles implements XmlHandler {
  private readonly entries = new Map<string, StyleEntry>();
  private readonly resolved = new Map<string, ResolvedStyle>();
  private current: StyleEntry | null = null;
  private defaultId = '';

  open = (name: string, attributes: Attributes): void => {
    if (name === 'w:style') this.begin(attributes);
    else if (this.current) readProperty(this.current, name, attributes);
  };

  close = (name: string): void => {
    if (name === 'w:style') this.current = null;
  };

  text = (): void => undefined;

  /** The style with this id (the default paragraph style when undefined), parents included. */
  resolve(id: string | undefined): ResolvedStyle {
    const key = id ?? this.defaultId;
    const known = this.resolved.get(key);
    if (known) return known;
    const style = merge(this.chain(key));
    this.resolved.set(key, style);
    return style;
  }

  private begin(attributes: Attributes): void {
    const id = attributes['w:styleId'] ?? '';
    if (attributes['w:default'] === '1' && attributes['w:type'] === 'paragraph') this.defaultId = id;
    this.current = {
      name: id,
      basedOn: undefined,
      outline: undefined,
      numId: undefined,
      ilvl: undefined,
      bold: undefined,
      italic: undefined,
      size: undefined,
    };
    this.entries.set(id, this.current);
  }

  /** The style and its parents, nearest first; a circle of parents ends where it closes. */
  private chain(id: string): StyleEntry[] {
    const chain: StyleEntry[] = [];
    let entry = this.entries.get(id);
    while (entry && !chain.includes(entry)) {
      chain.push(entry);
      entry = entry.basedOn === undefined ? undefined : this.entries.get(entry.basedOn);
    }
    return chain;
  }
}

/** True for an on/off property that is on: absent value, `1`, `true` or `on`. */
export function isOn(attributes: Attributes): boolean {
  return !['0', 'false', 'off', 'none'].includes(attributes['w:val'] ?? '');
}

function readProperty(style: StyleEntry, name: string, attributes: Attributes): void {
  const value = attributes['w:val'];
  if (name === 'w:name') style.name = value ?? style.name;
  else if (name === 'w:basedOn') style.basedOn = value;
  else if (name === 'w:outlineLvl') style.outline = Number(value);
  else if (name === 'w:numId') style.numId = value;
  else if (name === 'w:ilvl') style.ilvl = Number(value);
  else if (name === 'w:b') style.bold = isOn(attributes);
  else if (name === 'w:i') style.italic = isOn(attributes);
  else if (name === 'w:sz') style.size = Number(value);
}

function merge(chain: readonly StyleEntry[]): ResolvedStyle {
  const first = <Key extends keyof StyleEntry>(key: Key) =>
    chain.find((entry) => entry[key] !== undefined)?.[key];
  return {
    name: chain[0]?.name ?? '',
    heading: headingLevel(chain),
    numId: first('numId') ?? null,
    ilvl: first('ilvl') ?? 0,
    bold: first('bold') ?? false,
    italic: first('italic') ?? false,
    size: first('size') ?? 0,
  };
}

function headingLevel(chain: readonly StyleEntry[]): number | null {
  for (const entry of chain) {
    const named = /^heading ([1-9])\b/i.exec(entry.name)?.[1];
    if (named !== undefined) return Number(named);
    // Outline level 9 means body text (ECMA-376 part 1, 17.3.1.20).
    if (entry.outline !== undefined) return entry.outline < 9 ? entry.outline + 1 : null;
  }
  return null;
}
