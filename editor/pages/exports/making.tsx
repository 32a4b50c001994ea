import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ExportView } from '../../../api/packs/contract.ts';
import { resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { sizeWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { CopyField } from '../../controls/copy-field.tsx';
import { Notice } from '../../controls/notice.tsx';
import { LoadedPart } from '../frame/loaded.tsx';
import { useAct } from '../frame/use-act.tsx';
import { thing } from './order.ts';

const isOver = (state: ExportView['state']): boolean => state !== 'queued' && state !== 'running';

interface Props {
  id: string;
  onAgain: () => void;
  /** Called once when it is finished, whatever became of it. */
  onOver: () => void;
}

/** An export from the moment it was asked for until its file is there. */
export function Making({ id, onAgain, onOver }: Props) {
  const made = useQuery({
    ...resource<ExportView>(`/exports/${id}`),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isOver(state.data.state) ? false : 500),
  });
  const over = made.data !== undefined && isOver(made.data.state);
  const tell = useRef(onOver);
  useEffect(() => {
    if (over) tell.current();
  }, [over]);
  return (
    <LoadedPart query={made}>
      {(view) => {
        if (view.state === 'done') return <Made view={view} onAgain={onAgain} />;
        if (isOver(view.state)) return <NotMade view={view} onAgain={onAgain} />;
        return <UnderWay view={view} onCancelled={() => void made.refetch()} />;
      }}
    </LoadedPart>
  );
}

function UnderWay({ view, onCancelled }: { view: ExportView; onCancelled: () => void }) {
  const { act, busy, problem } = useAct();
  const cancel = (): void =>
    void act(() => request('DELETE', `/exports/${view.id}`)).then(onCancelled, onCancelled);
  return (
    <div className="making">
      <label htmlFor="making">Making the {thing(view.form)}</label>
      <progress id="making" max={1} value={view.progress} />
      <p className="govuk-body quiet" role="status">
        {view.step}
      </p>
      {problem}
      <Button look="secondary" busy={busy} onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}

/** The download starts by itself, once; the link is there for those whose browser asks first. */
function Made({ view, onAgain }: { view: ExportView; onAgain: () => void }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.click(), []);
  return (
    <>
      <Notice kind="success" title={`The ${thing(view.form)} is ready`} announce>
        <p className="govuk-body">
          Your browser is saving it. If not,{' '}
          <a ref={link} className="govuk-link" href={`/api/exports/${view.id}/file`} download={view.filename}>
            download {view.filename}
          </a>
          {view.bytes !== null && ` (${sizeWords(view.bytes)})`}.
        </p>
        {view.inspectionReady === true && (
          <p className="govuk-body">
            It is inspection-ready: every accessibility and completeness check passed.
          </p>
        )}
        {view.form === 'pack' && (
          <p className="govuk-body">Tell whoever gets it to extract the ZIP first, and to open index.html.</p>
        )}
      </Notice>
      {view.inspectionReady === false && <NotReady problems={view.problems} />}
      {view.manifestSha256 !== null && (
        <CopyField
          label="Fingerprint of the pack: give it to the reader apart from the pack, so that they can check it"
          value={view.manifestSha256}
        />
      )}
      <Button look="secondary" onClick={onAgain}>
        Make it again
      </Button>
    </>
  );
}

function NotReady({ problems }: { problems: readonly string[] }) {
  return (
    <Notice kind="warning" title="It is not inspection-ready yet">
      <p className="govuk-body">The file can be read, but these checks did not pass:</p>
      <ul className="govuk-list govuk-list--bullet">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  );
}

function NotMade({ view, onAgain }: { view: ExportView; onAgain: () => void }) {
  const name = thing(view.form);
  return (
    <>
      {view.state === 'cancelled' ? (
        <Notice title={`The ${name} was cancelled`} announce>
          <p className="govuk-body">Nothing was kept of it.</p>
        </Notice>
      ) : (
        <Notice kind="error" title={`The ${name} was not made`} announce>
          <p className="govuk-body">{view.error}</p>
        </Notice>
      )}
      <Button onClick={onAgain}>Make it again</Button>
    </>
  );
}
