import { useQuery } from '@tanstack/react-query';
import type { SectionChanges } from '../../../api/versions/contract.ts';
import { resource } from '../../client/queries.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { SectionDifferences } from '../../pages/comparison/section-change.tsx';
import '../../pages/comparison/comparison.css';
import { LoadedPart } from '../../pages/frame/loaded.tsx';

/** What changed in a section since somebody read it, claim by claim. */
export function ChangedText({ changes: { section } }: { changes: SectionChanges }) {
  return (
    <div className="changed-text" role="region" aria-label="What changed" tabIndex={0}>
      <SectionDifferences section={section} />
    </div>
  );
}

interface ChangesDialogProps {
  section: string;
  /** The fingerprint of the text that was agreed; null while the dialog is closed. */
  since: string | null;
  onClose: () => void;
}

/** Shows what changed since a text of the section was agreed. */
export function ChangesDialog({ section, since, onClose }: ChangesDialogProps) {
  return (
    <Dialog open={since !== null} onClose={onClose} title="Changed since it was agreed" wide>
      {since !== null && <Changes section={section} since={since} />}
    </Dialog>
  );
}

function Changes({ section, since }: { section: string; since: string }) {
  const changes = useQuery({
    ...resource<SectionChanges>(`/sections/${section}/changes?since=${since}`),
    staleTime: 0,
  });
  return <LoadedPart query={changes}>{(found) => <ChangedText changes={found} />}</LoadedPart>;
}
