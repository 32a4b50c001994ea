import { beginsMark, markNumber, type Operation } from './operations.ts';
import type { PageContent } from './pages.ts';

const beginPath = new Set(['m', 're']);
const paint = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const paintAlone = new Set(['Do', 'sh']);
const says = new Set(['Tj', 'TJ', "'", '"', 'Do']);
const closers = new Set(['q', 'Q', 'BDC', 'BMC', 'EMC']);

const layout = '/Artifact <</Type /Layout>> BDC';
const pagination = '/Artifact <</Type /Pagination>> BDC';
const end: Operation = { operator: 'EMC', text: 'EMC' };

/** Marks everything drawn outside the tags (running heads, rules, the draft mark) as an artifact, as PDF/UA-1 (7.1) asks. */
export function markArtifacts(content: PageContent): void {
  const marked: Operation[] = [];
  let depth = 0;
  let open: Operation | undefined;
  for (const [index, operation] of content.operations.entries()) {
    if (open && closers.has(operation.operator)) {
      marked.push(end);
      open = undefined;
    }
    if (depth === 0 && !open && paintsFrom(content.operations, index)) {
      open = { operator: 'BDC', text: layout };
      marked.push(open);
    }
    if (open && operation.operator === 'BT') open.text = pagination;
    if (beginsMark(operation)) depth += 1;
    if (operation.operator === 'EMC') depth -= 1;
    marked.push(operation);
  }
  if (open) marked.push(end);
  content.operations = marked;
}

/** True when something visible begins here: text, an object, or a path that is painted and not only clipped to. */
function paintsFrom(operations: readonly Operation[], index: number): boolean {
  const operator = operations[index]?.operator ?? '';
  if (operator === 'BT' || paintAlone.has(operator)) return true;
  if (!beginPath.has(operator)) return false;
  for (let at = index + 1; at < operations.length; at += 1) {
    const next = operations[at]?.operator ?? '';
    if (paint.has(next)) return true;
    if (next === 'n') return false;
  }
  return false;
}

/** The tagged marks of a page that hold no text: only lines and fills, or nothing. */
export function marksWithoutText({ operations }: PageContent): number[] {
  const found: number[] = [];
  let current: { mcid: number; depth: number; text: boolean } | null = null;
  let depth = 0;
  for (const operation of operations) {
    const mcid = markNumber(operation);
    if (beginsMark(operation)) depth += 1;
    if (mcid !== null) current = { mcid, depth, text: false };
    if (current && says.has(operation.operator)) current.text = true;
    if (operation.operator !== 'EMC') continue;
    if (current?.depth === depth) {
      if (!current.text) found.push(current.mcid);
      current = null;
    }
    depth -= 1;
  }
  return found;
}

/** Takes marks of a page out of the tags: what they hold becomes an artifact. */
export function untag({ operations }: PageContent, marks: ReadonlySet<number>): void {
  for (const operation of operations) {
    const mcid = markNumber(operation);
    if (mcid !== null && marks.has(mcid)) operation.text = layout;
  }
}
