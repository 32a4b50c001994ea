import type { Editor } from '@tiptap/core';
import { createContext, useContext } from 'react';
import type { AssessmentView, SectionView } from '../../api/assessments/contract.ts';
import type { EvidenceView } from '../../api/evidence/contract.ts';
import type { PostItTarget } from '../../api/post-its/contract.ts';
import type { LiveSection } from './connection/open-section.ts';
import type { PostItPlace } from './post-its/placing/post-it-places.ts';
import { type Facts, noFacts } from './facts.ts';
import { type Store, createStore } from './store.ts';

/** Where the person is in the text. `claim` is the whole claim around the caret; `citation` the position of a chosen one. */
export interface Caret {
  region: string;
  editor: Editor;
  claim: string | null;
  citation: number | null;
}

/** The search of the library, open at a caret. `typed` is put back when nothing is chosen. */
export interface EvidenceSearch {
  editor: Editor;
  typed: string;
}

/** A post-it being written. `words` says what it is stuck on. */
export interface PostItDraft {
  target: PostItTarget;
  words: string;
}

/** The two tabs of the side panel. */
export type PanelTab = 'post-its' | 'evidence';

/** What the side panel shows. `open` matters where it is a sheet over the page; `note` is a post-it to bring into view. */
export interface PanelState {
  tab: PanelTab;
  open: boolean;
  note: string | null;
}

/** Everything the parts of a section's page share. `live` is null where an agreed text is read. */
export interface Desk {
  assessment: AssessmentView;
  section: SectionView;
  live: LiveSection | null;
  mayEdit: boolean;
  stores: DeskStores;
}

/** The desk of a page where the text is live. */
export interface LiveDesk extends Desk {
  live: LiveSection;
}

/** The parts of it that change while the page is open. */
export interface DeskStores {
  facts: Store<Facts>;
  editors: Store<ReadonlyMap<string, Editor>>;
  caret: Store<Caret | null>;
  panel: Store<PanelState>;
  search: Store<EvidenceSearch | null>;
  linkDialog: Store<Editor | null>;
  draft: Store<PostItDraft | null>;
  /** Where each post-it stands now, by its id. */
  places: Store<ReadonlyMap<string, PostItPlace>>;
  /** Records that were added from this page and not yet described. */
  added: Store<readonly EvidenceView[]>;
  /** Something that just happened, for the page to say. */
  said: Store<string>;
}

/** New stores for a page. */
export function createDeskStores(): DeskStores {
  return {
    facts: createStore<Facts>(noFacts),
    editors: createStore<ReadonlyMap<string, Editor>>(new Map()),
    caret: createStore<Caret | null>(null),
    panel: createStore<PanelState>({ tab: 'post-its', open: false, note: null }),
    search: createStore<EvidenceSearch | null>(null),
    linkDialog: createStore<Editor | null>(null),
    draft: createStore<PostItDraft | null>(null),
    places: createStore<ReadonlyMap<string, PostItPlace>>(new Map()),
    added: createStore<readonly EvidenceView[]>([]),
    said: createStore(''),
  };
}

const DeskContext = createContext<Desk | null>(null);

/** Gives the desk to the parts of the page inside. */
export const DeskProvider = DeskContext.Provider;

/** The desk of the section's page. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new RangeError('There is no section around this part of the page');
  return desk;
}

/** The desk of a page where the text is live. */
export function useLiveDesk(): LiveDesk {
  const desk = useDesk();
  const { live } = desk;
  if (!live) throw new RangeError('The text around this part of the page is not live');
  return { ...desk, live };
}

/** Marks a claim as busy with the words to show, or takes the mark off (null). */
export function setBusy(facts: Store<Facts>, claim: string, words: string | null): void {
  const busy = new Map(facts.get().busy);
  if (words === null) busy.delete(claim);
  else busy.set(claim, words);
  facts.set({ ...facts.get(), busy });
}
