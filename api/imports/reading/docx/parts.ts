import { posix } from 'node:path';
import type { Attributes, XmlHandler } from './xml.ts';

/** The relationships of a part: links to the web by id, and other parts by the last word of their type. */
export class Relationships implements XmlHandler {
  /** External addresses by relationship id. */
  readonly targets = new Map<string, string>();
  private readonly parts: { type: string; name: string }[] = [];
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  open = (name: string, attributes: Attributes): void => {
    if (name !== 'rel:Relationship') return;
    const target = attributes['Target'] ?? '';
    if (attributes['TargetMode'] === 'External') {
      this.targets.set(attributes['Id'] ?? '', target);
      return;
    }
    const type = attributes['Type']?.split('/').at(-1) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : posix.join(this.folder, target);
    this.parts.push({ type, name: path });
  };

  close = (): void => undefined;

  text = (): void => undefined;

  /** The names of the parts of a type such as `styles` or `footnotes`. */
  ofType(type: string): string[] {
    return this.parts.filter((part) => part.type === type).map((part) => part.name);
  }
}

/** Collects the words of a diagram or chart, one line for each piece of text. */
export class DrawingText implements XmlHandler {
  readonly words: string[] = [];
  private capturing = false;

  open = (name: string): void => {
    this.capturing = name === 'a:t' || name === 'c:v';
  };

  close = (): void => {
    this.capturing = false;
  };

  text = (text: string): void => {
    if (this.capturing && text.trim() !== '') this.words.push(text.trim());
  };
}
