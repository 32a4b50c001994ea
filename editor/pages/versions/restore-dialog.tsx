import { useState } from 'react';
import type { Restored, VersionView } from '../../../api/versions/contract.ts';
import { momentWords } from '../../client/words.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { Select } from '../../controls/fields/select.tsx';
import { Form } from '../../controls/form.tsx';
import { restoreVersion } from './requests.ts';
import { versionName } from './words.ts';

interface RestoreDialogProps {
  /** The version to bring back; null while the dialog is closed. */
  version: VersionView | null;
  onClose: () => void;
  /** Told what was restored. */
  onRestored: (version: VersionView, restored: Restored) => void;
}

/** Brings back what a version holds, one section or all, and says beforehand exactly what will happen. */
export function RestoreDialog({ version, onClose, onRestored }: RestoreDialogProps) {
  return (
    <Dialog
      open={version !== null}
      onClose={onClose}
      title={version ? `Restore ${versionName(version).toLowerCase()}` : ''}
    >
      {version && <RestoreForm version={version} onClose={onClose} onRestored={onRestored} />}
    </Dialog>
  );
}

function RestoreForm({ version, onClose, onRestored }: RestoreDialogProps & { version: VersionView }) {
  const [chosen, setChosen] = useState('');
  const section = version.sections.find((one) => one.id === chosen);
  const what = section
    ? `the text and the grade of “${section.title}” are`
    : 'the text and the grade of every section, the recommendations and the glossary are';
  return (
    <Form
      submit={section ? 'Restore this section' : 'Restore everything'}
      sending="Restoring…"
      send={async () => {
        const restored = await restoreVersion(version, section?.id ?? null);
        onClose();
        onRestored(version, restored);
      }}
    >
      <Select
        name="section"
        label="What to restore"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        options={[
          { value: '', label: 'Every section' },
          ...version.sections.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <p className="govuk-body">This is what happens:</p>
      <ol className="govuk-list govuk-list--number">
        <li>What stands now is kept first, as an automatic version. It can be restored in the same way.</li>
        <li>
          Then {what} changed to what they were on {momentWords(version.takenAt)}. People who have it open see
          it change, and nobody is thrown out.
        </li>
        <li>Post-its stay, each with the claim it is stuck on.</li>
      </ol>
    </Form>
  );
}
