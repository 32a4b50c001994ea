import { Link } from 'wouter';
import { useSession } from '../../client/session.ts';
import { counted, sizeWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { FileField } from '../../controls/fields/file-field.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { UploadProgress } from '../../controls/fields/upload-progress.tsx';
import { Form } from '../../controls/form.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Page } from '../frame/page.tsx';
import { SharedFields, sharedFieldsOf } from './evidence-fields.tsx';
import { isWorthTrying, useUploadQueue, type Waiting } from './upload-queue.ts';

/** Adds one or many files to the library. */
export function AddEvidencePage() {
  const { uploadLimitBytes } = useSession();
  const queue = useUploadQueue(uploadLimitBytes);
  const pending = queue.files.filter(
    (one) => one.state.step === 'waiting' || isWorthTrying(one, uploadLimitBytes),
  );
  const stored = queue.files.filter((one) => one.state.step === 'stored').length;
  return (
    <Page title="Add evidence" back={{ href: '/library', label: 'Evidence' }}>
      <FileField
        name="files"
        label="Files"
        hint={`PDF, Word, Excel, PowerPoint, images and text, up to ${sizeWords(uploadLimitBytes)} each`}
        multiple
        onFiles={queue.add}
      />
      {queue.files.length > 0 && (
        <ul className="plain-list upload-list">
          {queue.files.map((one) => (
            <WaitingFile
              key={one.key}
              one={one}
              onTitle={(title) => queue.rename(one.key, title)}
              onRemove={() => queue.remove(one.key)}
            />
          ))}
        </ul>
      )}
      <Stored count={stored} all={stored === queue.files.length} />
      {pending.length > 0 && (
        <Form
          submit={pending.length === 1 ? 'Add to the library' : `Add ${pending.length} files to the library`}
          sending="Adding…"
          send={(values) => {
            const { notForQuotation, ...fields } = sharedFieldsOf(values);
            return queue.send({ ...fields, notForQuotation: String(notForQuotation) });
          }}
        >
          <h2 className="govuk-heading-m">
            {pending.length === 1 ? 'About this file' : 'About these files'}
          </h2>
          <SharedFields />
        </Form>
      )}
    </Page>
  );
}

function Stored({ count, all }: { count: number; all: boolean }) {
  if (count === 0) return null;
  return (
    <Notice kind="success" title={`${counted(count, 'file')} added`} announce>
      <p className="govuk-body">
        {all ? 'Cite them from any claim. ' : 'The others are still above. '}
        <Link href="/library" className="govuk-link">
          Go to the library
        </Link>
      </p>
    </Notice>
  );
}

interface WaitingFileProps {
  one: Waiting;
  onTitle: (title: string) => void;
  onRemove: () => void;
}

function WaitingFile({ one, onTitle, onRemove }: WaitingFileProps) {
  const { file, state, title, key } = one;
  if (state.step === 'stored') {
    return (
      <li className="upload-list__file">
        <Link href={`/library/${state.record.id}`} className="govuk-link">
          {state.record.number} {state.record.title}
        </Link>
        <span className="quiet"> added</span>
        {state.record.duplicateOf && (
          <p className="small error-text">
            {state.record.duplicateOf.number} {state.record.duplicateOf.title} holds the very same file. If
            you did not mean to have both, withdraw one.
          </p>
        )}
      </li>
    );
  }
  if (state.step === 'sending') {
    return (
      <li className="upload-list__file">
        <UploadProgress name={title} share={state.share} />
        <Button look="quiet" onClick={state.cancel} aria-label={`Stop adding ${title}`}>
          Stop
        </Button>
      </li>
    );
  }
  return (
    <li className="upload-list__file">
      <TextField
        name={`title-${key}`}
        label="Title"
        hint={`${file.name}, ${sizeWords(file.size)}`}
        value={title}
        problem={state.step === 'refused' ? state.message : null}
        onChange={(event) => onTitle(event.currentTarget.value)}
      />
      <Button look="quiet" onClick={onRemove} aria-label={`Leave out ${file.name}`}>
        Leave out
      </Button>
    </li>
  );
}
