import type { Attributes, XmlHandler } from './xml.ts';

interface Level {
  format: string;
  left: number;
}

/** The lists of a document: which numbering makes bullets and which makes numbers. */
export class Numbering implements XmlHandler {
  private readonly abstracts = new Map<string, Map<number, Level>>();
  private readonly instances = new Map<string, { abstract: string; levels: Map<number, Level> }>();
  private levels: Map<number, Level> | null = null;
  private level: Level | null = null;
  private instance: { abstract: string; levels: Map<number, Level> } | null = null;

  open = (name: string, attributes: Attributes): void => {
    if (name === 'w:abstractNum') this.beginAbstract(attributes['w:abstractNumId'] ?? '');
    else if (name === 'w:num') this.beginInstance(attributes['w:numId'] ?? '');
    else if (name === 'w:abstractNumId' && this.instance) this.instance.abstract = attributes['w:val'] ?? '';
    else if (name === 'w:lvl') this.beginLevel(Number(attributes['w:ilvl'] ?? '0'));
    else if (name === 'w:numFmt' && this.level) this.level.format = attributes['w:val'] ?? '';
    else if (name === 'w:ind' && this.level) {
      this.level.left = Number(attributes['w:left'] ?? attributes['w:start'] ?? '0');
    }
  };

  close = (name: string): void => {
    if (name === 'w:lvl') this.level = null;
    if (name === 'w:abstractNum' || name === 'w:num') this.levels = null;
    if (name === 'w:num') this.instance = null;
  };

  text = (): void => undefined;

  /** The list a paragraph with this numbering stands in; null for no list (numId 0, or numbering that shows nothing). */
  listOf(numId: string | null, ilvl: number): { level: number; ordered: boolean; left: number } | null {
    if (numId === null || numId === '0') return null;
    const instance = this.instances.get(numId);
    const level =
      instance?.levels.get(ilvl) ?? (instance ? this.abstracts.get(instance.abstract)?.get(ilvl) : undefined);
    if (level?.format === 'none') return null;
    return { level: ilvl, ordered: level ? level.format !== 'bullet' : false, left: level?.left ?? 0 };
  }

  private beginAbstract(id: string): void {
    this.levels = new Map();
    this.abstracts.set(id, this.levels);
  }

  private beginInstance(id: string): void {
    this.levels = new Map();
    this.instance = { abstract: '', levels: this.levels };
    this.instances.set(id, this.instance);
  }

  private beginLevel(ilvl: number): void {
    this.level = { format: 'decimal', left: 0 };
    this.levels?.set(ilvl, this.level);
  }
}
