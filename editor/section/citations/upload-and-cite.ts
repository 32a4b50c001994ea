import type { Editor } from '@tiptap/core';
import type { EvidenceStored } from '../../../api/evidence/contract.ts';
import { asFailure } from '../../client/api-failure.ts';
import { noticeFailure, refresh } from '../../client/queries.ts';
import { upload } from '../../client/upload.ts';
import { type Desk, setBusy, useDesk } from '../desk.ts';
import { citationOf, citeAtEnd, insertCitation } from './citation-edits.ts';

/** Where a new file is to be cited: at a place in the text, or at the end of a claim when the place is not known. */
export interface CitePlace {
  editor: Editor;
  claim: string | null;
  pos: number | null;
}

/** Uploads a file to the library and cites it; the panel then asks what the file is. */
export function useUploadAndCite(): (file: File, place: CitePlace) => Promise<void> {
  const desk = useDesk();
  return (file, place) => uploadAndCite(desk, file, place);
}

async function uploadAndCite(desk: Desk, file: File, place: CitePlace): Promise<void> {
  const { facts, said } = desk.stores;
  const show = (words: string | null): void => {
    if (place.claim !== null) setBusy(facts, place.claim, words);
    else if (words !== null) said.set(words);
  };
  show(`Uploading ${file.name}…`);
  try {
    const form = new FormData();
    form.append('title', titleOf(file.name));
    form.append('file', file);
    const record = await upload<EvidenceStored>('/evidence', form, (share) => {
      show(`Uploading ${file.name}: ${Math.round(share * 100)}%`);
    }).done;
    facts.set({ ...facts.get(), evidence: new Map(facts.get().evidence).set(record.id, record) });
    cite(place, record);
    said.set(`${record.number} is in the library and cited.${duplicateWords(record)}`);
    desk.stores.added.set([...desk.stores.added.get(), record]);
    desk.stores.panel.set({ ...desk.stores.panel.get(), tab: 'evidence', open: true });
    await refresh('/evidence');
  } catch (error) {
    noticeFailure(error);
    said.set(`${file.name} was not added. ${asFailure(error).message}`);
  } finally {
    show(null);
  }
}

function cite({ editor, claim, pos }: CitePlace, record: EvidenceStored): void {
  if (editor.isDestroyed) return;
  if (
    pos !== null &&
    pos <= editor.state.doc.content.size &&
    editor.state.doc.resolve(pos).parent.isTextblock
  ) {
    editor.view.dispatch(insertCitation(editor.state, pos, citationOf(record)));
  } else if (claim !== null) {
    citeAtEnd(editor, claim, citationOf(record));
  }
}

function duplicateWords({ duplicateOf }: EvidenceStored): string {
  return duplicateOf === null ? '' : ` ${duplicateOf.number} already holds the same file.`;
}

/** A file's name as a first title: without its ending, underscores as spaces. */
export function titleOf(filename: string): string {
  const name = filename
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/_+/g, ' ')
    .trim();
  return (name === '' ? filename : name).slice(0, 200);
}
