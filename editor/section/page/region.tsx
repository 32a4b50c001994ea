import { useId, useRef } from 'react';
import type { SectionView } from '../../../api/assessments/contract.ts';
import { Button } from '../../controls/button.tsx';
import { useDesk } from '../desk.ts';
import { ClaimMargin } from '../margin/claim-margin.tsx';
import { DropOnClaims } from '../citations/drop-on-claims.tsx';
import { Seals } from '../review/seals.tsx';
import { NotesMargin } from '../post-its/notes-margin.tsx';
import { appendBlock } from '../text/blocks/enter.ts';
import { useIsEmpty, useRegionEditor } from './use-region-editor.ts';

/** One region of the section: its heading, its text, and what stands in its margins. */
export function Region({ region }: { region: SectionView['regions'][number] }) {
  const desk = useDesk();
  const host = useRef<HTMLDivElement>(null);
  const heading = useId();
  const kind = region.letter === null ? 'prose' : 'side';
  const editor = useRegionEditor(host, region, kind);
  const isEmpty = useIsEmpty(editor);
  const add = (block: 'claim' | 'theme' | 'paragraph') => (): void => {
    if (!editor) return;
    appendBlock(block)(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  const isAlone = desk.section.regions.length === 1;
  return (
    <section className={`region region--${kind}`} aria-labelledby={heading} data-region={region.id}>
      <h2 className={isAlone ? 'govuk-visually-hidden' : 'region__title'} id={heading}>
        {region.title}
      </h2>
      <div className="region__sheet">
        <div ref={host} className={isEmpty ? 'region__text region__text--empty' : 'region__text'} />
        {editor && kind === 'side' && <ClaimMargin editor={editor} region={region.id} />}
        {editor && kind === 'side' && <Seals editor={editor} />}
        {editor && <NotesMargin editor={editor} region={region.id} />}
        {editor && desk.mayEdit && kind === 'side' && <DropOnClaims editor={editor} />}
        {isEmpty && !desk.mayEdit && <p className="region__nothing">Nothing has been written here yet.</p>}
      </div>
      {desk.mayEdit && (kind === 'side' || isEmpty) && (
        <div className="region__add">
          {kind === 'prose' ? (
            <Button look="quiet" onClick={add('paragraph')}>
              Start writing
            </Button>
          ) : (
            <>
              <Button look="quiet" onClick={add('claim')}>
                Add a claim
              </Button>
              <Button look="quiet" onClick={add('theme')}>
                Add a theme
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
}
