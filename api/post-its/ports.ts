/** What post-its need of a feature above them, given at start: the text of a section that a person reads. */
import type { SectionText } from '../../editor/schema/document.ts';
import { readSection } from '../collaboration/service.ts';
import type { Actor } from '../policy.ts';

type TextReader = (actor: Actor, section: string) => Promise<SectionText>;

let reader: TextReader = (_actor, section) => readSection(section);

/** Takes what knows which text of a section a person reads: its draft, or the one last agreed. */
export function setTextReader(read: TextReader): void {
  reader = read;
}

/** The text of a section that a person reads. */
export function textReadBy(actor: Actor, section: string): Promise<SectionText> {
  return reader(actor, section);
}
