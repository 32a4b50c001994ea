import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { resource } from '../../client/queries.ts';
import { counted, dateWords } from '../../client/words.ts';
import { type EvidenceSearch, useDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { citationOf, insertCitation } from './citation-edits.ts';
import { readSearch } from './find-evidence.ts';
import { useUploadAndCite } from './upload-and-cite.ts';

/** The search of the library beside the caret; nothing while it is closed. */
export function EvidenceSearchPopover() {
  const { stores } = useDesk();
  const search = useStore(stores.search);
  return search && <OpenSearch search={search} close={() => stores.search.set(null)} />;
}

const mostShown = 8;

interface OpenSearchProps {
  search: EvidenceSearch;
  close: () => void;
}

function OpenSearch({ search, close }: OpenSearchProps) {
  const { editor, typed } = search;
  const { stores } = useDesk();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const uploadAndCite = useUploadAndCite();
  useBesideCaret(box, search);
  useClosingOutside(box, close);
  const { query, page } = readSearch(useSettled(words));
  const found = useFound(query);
  const options = found.slice(0, mostShown);
  const back = (): void => {
    close();
    editor.view.focus();
  };
  const choose = (index: number): void => {
    const record = options[index];
    if (!record) {
      files.current?.click();
      return;
    }
    editor.view.dispatch(insertCitation(editor.state, editor.state.selection.to, citationOf(record, page)));
    stores.said.set(`${record.number} is cited.`);
    back();
  };
  const giveUp = (): void => {
    if (typed !== '' && words === '') editor.view.dispatch(editor.state.tr.insertText(typed));
    back();
  };
  const onKey = (event: KeyboardEvent): void => {
    const count = options.length + 1;
    if (event.key === 'ArrowDown') setActive((active + 1) % count);
    else if (event.key === 'ArrowUp') setActive((active - 1 + count) % count);
    else if (event.key === 'Enter') choose(active);
    else if (event.key === 'Escape') giveUp();
    else if (event.key === 'Tab') back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const takeFile = (file: File | undefined): void => {
    const claim = stores.caret.get()?.claim ?? null;
    if (file) void uploadAndCite(file, { editor, claim, pos: editor.state.selection.to });
    back();
  };
  return (
    <div className="evidence-search" ref={box} role="dialog" aria-label="Cite evidence">
      <label htmlFor={`${id}-words`} className="evidence-search__label">
        Cite evidence
      </label>
      <input
        id={`${id}-words`}
        className="govuk-input"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={`${id}-${Math.min(active, options.length)}`}
        placeholder="Title or source"
        autoComplete="off"
        spellCheck={false}
        ref={focusOnce}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <Options id={id} options={options} active={active} setActive={setActive} choose={choose} />
      <p className="evidence-search__count" role="status">
        {countWords(found.length)}
        {page !== '' && ` · page ${page}`}
      </p>
      <input
        ref={files}
        type="file"
        className="govuk-visually-hidden"
        tabIndex={-1}
        aria-label="File of the new evidence"
        onChange={(event) => takeFile(event.currentTarget.files?.[0])}
      />
    </div>
  );
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
}

function countWords(count: number): string {
  if (count === 0) return 'Nothing found';
  return count > mostShown
    ? `${counted(count, 'record')}; type more to narrow them down`
    : counted(count, 'record');
}

interface OptionsProps {
  id: string;
  options: readonly EvidenceView[];
  active: number;
  setActive: (index: number) => void;
  choose: (index: number) => void;
}

/** What was found, and last the way to add what was not. */
function Options({ id, options, active, setActive, choose }: OptionsProps) {
  const optionProps = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option',
    'aria-selected': index === Math.min(active, options.length),
    onPointerMove: () => setActive(index),
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onClick: () => choose(index),
  });
  return (
    <ul className="evidence-search__list" role="listbox" id={`${id}-list`} aria-label="Evidence found">
      {options.map((record, index) => (
        <li key={record.id} className="evidence-search__option" {...optionProps(index)}>
          <span className="evidence-search__number">{record.number}</span>
          <span>
            <span className="evidence-search__title">{record.title}</span>
            <span className="evidence-search__source">{sourceLine(record)}</span>
          </span>
        </li>
      ))}
      <li className="evidence-search__option evidence-search__option--new" {...optionProps(options.length)}>
        Add new evidence…
      </li>
    </ul>
  );
}

/** `Ofsted · 6 February 2018`. */
export function sourceLine(record: EvidenceView): string {
  return [record.source, record.date === null ? '' : dateWords(record.date)]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Records that may be cited, best first; the last ones stay while new ones are fetched. */
function useFound(query: string): EvidenceView[] {
  const path = query === '' ? '/evidence' : `/evidence?${new URLSearchParams({ query }).toString()}`;
  const { data } = useQuery({ ...resource<EvidenceView[]>(path), placeholderData: keepPreviousData });
  return (data ?? []).filter((record) => record.withdrawn === null);
}

const pause = 150;

function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), pause);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

/** Puts the box under the caret, or above it where there is no room below, inside the window. */
function useBesideCaret(box: React.RefObject<HTMLElement | null>, { editor }: EvidenceSearch): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const place = (): void => {
      const caret = editor.view.coordsAtPos(editor.state.selection.to);
      const { width, height } = element.getBoundingClientRect();
      const below = caret.bottom + 6 + height < window.innerHeight;
      element.style.left = `${Math.max(8, Math.min(caret.left, window.innerWidth - width - 8))}px`;
      element.style.top = `${Math.max(8, below ? caret.bottom + 6 : caret.top - height - 6)}px`;
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [box, editor]);
}

function useClosingOutside(box: React.RefObject<HTMLElement | null>, close: () => void): void {
  useEffect(() => {
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  });
}
