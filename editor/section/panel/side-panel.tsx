import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '../../controls/button.tsx';
import { EvidenceTab } from '../citations/evidence-tab.tsx';
import { type PanelTab, useDesk } from '../desk.ts';
import { PostItsTab } from '../post-its/post-its-tab.tsx';
import { useStore } from '../store.ts';

const words: Record<PanelTab, string> = { 'post-its': 'Post-its', evidence: 'Evidence' };

/** What belongs to the place of the caret: post-its and evidence. A column on a wide window, a sheet below on a narrow one. */
export function SidePanel({ tabs = ['post-its', 'evidence'] }: { tabs?: readonly PanelTab[] }) {
  const { stores } = useDesk();
  const state = useStore(stores.panel);
  const open = useStore(stores.facts).postIts.filter((one) => one.dealtWith === null).length;
  const panel = useRef<HTMLElement>(null);
  const choose = (tab: PanelTab): void => stores.panel.set({ ...state, tab, open: true });
  const close = (): void => stores.panel.set({ ...state, open: false });
  useEffect(() => {
    panel.current?.querySelector('.panel__body')?.scrollTo(0, 0);
  }, [state.tab]);
  return (
    <aside
      className={state.open ? 'panel panel--open' : 'panel'}
      aria-label="Beside the text"
      ref={panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          close();
          stores.caret.get()?.editor.view.focus();
        }
      }}
    >
      <div className="panel__tabs">
        <div
          role="tablist"
          aria-label="Beside the text"
          onKeyDown={(event) =>
            onTabKey(
              event,
              tabs.find((id) => id !== state.tab),
              choose,
            )
          }
        >
          {tabs.map((id) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`tab-${id}`}
              className="panel__tab"
              aria-selected={state.tab === id}
              aria-controls="panel-body"
              tabIndex={state.tab === id ? 0 : -1}
              onClick={() => choose(id)}
            >
              {words[id]}
              {id === 'post-its' && open > 0 && <span className="panel__count"> {open} open</span>}
            </button>
          ))}
        </div>
        <Button look="quiet" className="panel__close" onClick={close}>
          Close
        </Button>
      </div>
      <div className="panel__body" id="panel-body" role="tabpanel" aria-labelledby={`tab-${state.tab}`}>
        {state.tab === 'post-its' ? <PostItsTab /> : <EvidenceTab />}
      </div>
    </aside>
  );
}

function onTabKey(event: KeyboardEvent, other: PanelTab | undefined, choose: (tab: PanelTab) => void): void {
  if (other === undefined || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
  choose(other);
  document.getElementById(`tab-${other}`)?.focus();
}
