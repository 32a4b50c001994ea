import type { Editor } from '@tiptap/core';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { startCiting } from '../citations/start-citing.ts';
import { type Caret, type LiveDesk, useLiveDesk } from '../desk.ts';
import { startPostIt } from '../post-its/start-post-it.ts';
import { useStore } from '../store.ts';
import { currentBlock, isSubPoint } from '../text/blocks/block-at.ts';
import { makeClaim, makeSubPoint, toggleBullet } from '../text/blocks/levels.ts';
import { addTheme } from '../text/blocks/themes.ts';
import { tools, type Tool } from './tools.tsx';

/** The tools for the text at the caret. Arrow keys move between them; pressing one leaves the caret where it is. */
export function Toolbar() {
  const desk = useLiveDesk();
  const caret = useStore(desk.stores.caret);
  const editors = useStore(desk.stores.editors);
  useTransactions(caret?.editor ?? null);
  useHistory(desk);
  const root = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const shown = toolsFor(desk);
  const target = caret?.editor ?? null;
  const onKey = (event: KeyboardEvent): void => {
    const next = nextStop(event.key, stop, shown.length);
    if (event.key === 'Escape') target?.view.focus();
    if (next === null) return;
    event.preventDefault();
    setStop(next);
    root.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  return (
    <div className="toolbar" role="toolbar" aria-label="Text" ref={root} onKeyDown={onKey}>
      {shown.map((tool, index) => (
        <ToolButton
          key={tool.name}
          tool={tool}
          state={stateOf(tool, desk, caret)}
          tabIndex={index === Math.min(stop, shown.length - 1) ? 0 : -1}
          onFocus={() => setStop(index)}
          onPress={() => press(tool, desk, caret, editors)}
        />
      ))}
    </div>
  );
}

/** Claims and themes are of judgements only; those who read can only stick post-its. */
function toolsFor({ mayEdit, section }: LiveDesk): readonly Tool[] {
  if (!mayEdit) return tools.filter((tool) => tool.name === 'post-it');
  const isChapter = section.kind === 'chapter';
  return tools.filter((tool) => !isChapter || (tool.name !== 'sub-point' && tool.name !== 'theme'));
}

function nextStop(key: string, stop: number, count: number): number | null {
  if (key === 'ArrowRight') return (stop + 1) % count;
  if (key === 'ArrowLeft') return (stop - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

interface ToolButtonProps {
  tool: Tool;
  state: ToolState;
  tabIndex: number;
  onFocus: () => void;
  onPress: () => void;
}

function ToolButton({ tool, state, tabIndex, onFocus, onPress }: ToolButtonProps): ReactNode {
  const keys = tool.keys === undefined ? '' : ` (${tool.keys})`;
  return (
    <button
      type="button"
      className={`tool tool--${tool.name}`}
      title={`${tool.label}${keys}`}
      aria-label={tool.label}
      aria-pressed={state.pressed ?? undefined}
      aria-disabled={!state.enabled || undefined}
      tabIndex={tabIndex}
      onFocus={onFocus}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        if (state.enabled) onPress();
      }}
    >
      {tool.sign}
      {tool.words !== undefined && <span className="tool__words">{tool.words}</span>}
    </button>
  );
}

interface ToolState {
  enabled: boolean;
  pressed: boolean | null;
}

function stateOf(tool: Tool, desk: LiveDesk, caret: Caret | null): ToolState {
  const state = caret?.editor.state;
  const block = state ? currentBlock(state) : null;
  const kind = block?.node.type.name ?? null;
  const isSide = desk.section.regions.some((region) => region.id === caret?.region && region.letter !== null);
  switch (tool.name) {
    case 'bold':
    case 'italic':
      return {
        enabled: kind !== null && kind !== 'theme',
        pressed: caret?.editor.isActive(tool.name) ?? false,
      };
    case 'link':
      return { enabled: kind !== null && kind !== 'theme', pressed: caret?.editor.isActive('link') ?? false };
    case 'bullet':
      return { enabled: kind === 'paragraph' && !isSide, pressed: block?.node.attrs['bullet'] === true };
    case 'sub-point': {
      const isSub = isSubPoint(block?.node);
      return { enabled: state !== undefined && (isSub || makeSubPoint(state)), pressed: isSub };
    }
    case 'theme':
      return { enabled: isSide, pressed: null };
    case 'cite':
      return { enabled: kind !== null && kind !== 'theme', pressed: null };
    case 'post-it':
      return { enabled: true, pressed: null };
    case 'undo':
      return { enabled: desk.live.history.undoStack.length > 0, pressed: null };
    case 'redo':
      return { enabled: desk.live.history.redoStack.length > 0, pressed: null };
  }
}

function press(tool: Tool, desk: LiveDesk, caret: Caret | null, editors: ReadonlyMap<string, Editor>): void {
  if (tool.name === 'undo') desk.live.history.undo();
  if (tool.name === 'redo') desk.live.history.redo();
  if (tool.name === 'post-it') startPostIt(desk);
  if (!caret || !editors.has(caret.region)) return;
  const { editor } = caret;
  const { state, view } = editor;
  if (tool.name === 'bold' || tool.name === 'italic') editor.commands.toggleMark(tool.name);
  if (tool.name === 'bullet') toggleBullet(state, view.dispatch);
  if (tool.name === 'theme') addTheme(state, view.dispatch);
  if (tool.name === 'sub-point' && !makeClaim(state, view.dispatch)) makeSubPoint(state, view.dispatch);
  if (tool.name === 'cite') startCiting(desk, '');
  else if (tool.name === 'link') desk.stores.linkDialog.set(editor);
  else if (tool.name !== 'post-it') view.focus();
}

function useTransactions(editor: Editor | null): void {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor?.on('transaction', listener);
      return () => void editor?.off('transaction', listener);
    },
    [editor],
  );
  useSyncExternalStore(subscribe, () => editor?.state ?? null);
}

/** Draws the toolbar again when there is more or less to undo. */
function useHistory({ live }: LiveDesk): void {
  const { history } = live;
  const subscribe = useCallback(
    (listener: () => void) => {
      history.on('stack-item-added', listener);
      history.on('stack-item-popped', listener);
      return () => {
        history.off('stack-item-added', listener);
        history.off('stack-item-popped', listener);
      };
    },
    [history],
  );
  useSyncExternalStore(subscribe, () => `${history.undoStack.length} ${history.redoStack.length}`);
}
