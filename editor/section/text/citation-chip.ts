import type { Editor, NodeViewRendererProps } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import type { Facts } from '../facts.ts';
import { Citation } from '../../schema/nodes/citation.ts';
import type { Store } from '../store.ts';

interface ChipSources {
  facts: Store<Facts>;
  open: (editor: Editor, pos: number) => void;
}

/** The citation with its chip: the record's number and page, looked up when it is drawn. A press opens the record. */
export function citationWithChip({ facts, open }: ChipSources) {
  return Citation.extend({
    addNodeView: () => (props) => new CitationChip(props, facts, open),
  });
}

class CitationChip implements NodeView {
  readonly dom: HTMLElement;
  #node: Node;
  readonly #facts: Store<Facts>;
  readonly #stop: () => void;

  constructor(props: NodeViewRendererProps, facts: Store<Facts>, open: ChipSources['open']) {
    this.#node = props.node;
    this.#facts = facts;
    this.dom = document.createElement('span');
    this.dom.className = 'citation-chip';
    this.dom.addEventListener('click', (event) => {
      event.preventDefault();
      const pos = props.getPos();
      if (pos !== undefined) open(props.editor, pos);
    });
    this.#draw();
    this.#stop = facts.subscribe(() => this.#draw());
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#draw();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#stop();
  }

  #draw(): void {
    const { evidence, hasEvidence } = this.#facts.get();
    const record = evidence.get(String(this.#node.attrs['evidence']));
    this.dom.textContent = citationLabel(record, String(this.#node.attrs['page']), hasEvidence);
    this.dom.title = chipTitle(record, Number(this.#node.attrs['revision']), hasEvidence);
    this.dom.classList.toggle('citation-chip--withdrawn', record !== undefined && record.withdrawn !== null);
  }
}

/** The words of a chip: `[E012, p.4]`. */
export function citationLabel(record: EvidenceView | undefined, page: string, isKnown: boolean): string {
  const name = record?.number ?? (isKnown ? 'evidence not shown' : '…');
  const mark = record?.withdrawn ? ', withdrawn' : '';
  return page === '' ? `[${name}${mark}]` : `[${name}, p.${page}${mark}]`;
}

function chipTitle(record: EvidenceView | undefined, revision: number, isKnown: boolean): string {
  if (!record) return isKnown ? 'This evidence is not in the part of the library you can see' : '';
  const newer = (record.revisions.at(-1)?.revision ?? revision) > revision ? ' – newer revision: review' : '';
  return `${record.title}${newer}`;
}
