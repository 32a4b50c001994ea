import type { Block, Inline, RegionText } from '../../editor/schema/document.ts';
import { newBlockId } from '../../editor/schema/ids.ts';

/** A written section: its regions, and the ids of the claims that carry a label. */
export interface WrittenText {
  regions: Record<string, RegionText>;
  labels: Record<string, string>;
}

/**
 * Reads a section as the sample writes it: `# region`, `## theme`, `- claim`, `  - sub-point`, other lines are prose.
 * `{label}` before a claim names it; `[[evidence|page|quote]]` cites. Throws an Error for unknown evidence.
 */
export function readText(written: string, evidence: Readonly<Record<string, string>>): WrittenText {
  const result: WrittenText = { regions: {}, labels: {} };
  let blocks: Block[] = [];
  for (const line of written.split('\n')) {
    const region = /^# (\S+)$/.exec(line)?.[1];
    if (region !== undefined) {
      blocks = [];
      result.regions[region] = { type: 'doc', content: blocks };
    } else if (line.trim() !== '') {
      blocks.push(readBlock(line, evidence, result.labels));
    }
  }
  return result;
}

function readBlock(
  line: string,
  evidence: Readonly<Record<string, string>>,
  labels: Record<string, string>,
): Block {
  const theme = /^## (.+)$/.exec(line)?.[1];
  if (theme !== undefined)
    return { type: 'theme', attrs: { id: newBlockId() }, content: readInline(theme, evidence) };
  const [, indent, label, claim] = /^( *)- (?:\{([a-z-]+)\} )?(.+)$/.exec(line) ?? [];
  if (claim === undefined) {
    return { type: 'paragraph', attrs: { bullet: false }, content: readInline(line, evidence) };
  }
  const id = newBlockId();
  if (label !== undefined) labels[label] = id;
  return { type: 'claim', attrs: { id, level: indent === '' ? 0 : 1 }, content: readInline(claim, evidence) };
}

function readInline(line: string, evidence: Readonly<Record<string, string>>): Inline[] {
  return line.split(/(\[\[[^\]]+\]\])/).flatMap((part): Inline[] => {
    if (part === '') return [];
    if (!part.startsWith('[[')) return [{ type: 'text', text: part }];
    const [key = '', page = '', quote = ''] = part.slice(2, -2).split('|');
    const id = evidence[key];
    if (id === undefined) throw new Error(`The sample cites ${key}, which is not in its library`);
    return [{ type: 'citation', attrs: { evidence: id, revision: 1, page, quote } }];
  });
}
