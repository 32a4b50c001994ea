import { plainText } from '../../../editor/schema/document.ts';
import type { Framework } from '../../../api/frameworks/contract.ts';
import { readFrameworkFiles } from '../../../api/frameworks/library.ts';
import type { Proposal } from '../../../api/imports/contract.ts';
import type { SourceDocument } from '../../../api/imports/reading/blocks.ts';
import { readFile } from '../../../api/imports/reading/read.ts';
import { blocksOf } from '../../../api/imports/recognising/counts.ts';
import { recognise } from '../../../api/imports/recognising/recognise.ts';

/** A framework Candour brings. */
export function framework(id: string): Framework {
  const found = readFrameworkFiles().find((one) => one.id === id);
  if (!found) throw new Error(`No framework ${id}`);
  return found;
}

/** What an import makes of a Markdown text. */
export async function proposalOf(markdown: string, id = 'ofsted-sif-2013'): Promise<Proposal> {
  return recognise(await readFile(Buffer.from(markdown), 'ours.md'), framework(id), 'ours.md');
}

/** What an import makes of a Word file. */
export async function proposalOfWord(bytes: Buffer, id = 'ofsted-sif-2013'): Promise<Proposal> {
  return recognise(await readFile(bytes, 'ours.docx'), framework(id), 'ours.docx');
}

/** The blocks of one side, as `kind: text`. */
export function sideOf(proposal: Proposal, judgement: string, side: string): string[] {
  const section = proposal.sections.find((one) => one.judgement === judgement);
  const blocks = section?.sides.find((one) => one.side === side)?.blocks ?? [];
  return blocks.map(({ kind, text }) => `${kind}: ${text}`);
}

/** The headings, paragraphs and cells of a document as plain lines, with its title. */
export function linesOf(document: SourceDocument): string[] {
  const lines = document.blocks.flatMap((block) => {
    if (block.kind === 'aside') return [block.text];
    if (block.kind !== 'table') return [plainText(block.content)];
    return block.rows.flatMap((row) =>
      row.flatMap((cell) => cell.blocks.map(({ content }) => plainText(content))),
    );
  });
  return [document.title, ...lines];
}

/**
 * The words of a source that neither stand in what the proposal would create nor are listed as unplaced, each as
 * often as it is missing. Numbers of recommendations count, because Candour shows them.
 */
export function lostWords(source: string, proposal: Proposal, from: Framework): string[] {
  const titleOf = (id: string | null) => from.judgements.find((one) => one.id === id)?.title ?? '';
  const sideTitle = (id: string) => from.sides.find((one) => one.id === id)?.title ?? '';
  const kept = [
    proposal.title,
    ...proposal.chapters.map(({ title }) => title),
    ...blocksOf(proposal).map(({ text }) => text),
    ...proposal.sections.map(({ judgement, heading }) => (judgement === null ? heading : titleOf(judgement))),
    ...proposal.sections.flatMap(({ sides }) =>
      sides.filter(({ heading }) => heading !== '').map(({ side }) => sideTitle(side)),
    ),
    ...proposal.recommendations.map(
      (row, index) =>
        `${index + 1} ${row.recommendation} ${row.position} ${row.inferred ? '' : row.progress}`,
    ),
    ...proposal.unplaced.map(({ text }) => text),
  ];
  const left = wordCounts(kept.join(' '));
  return words(source).filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
