import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Radios } from '../../controls/fields/choices.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { Form } from '../../controls/form.tsx';
import { useAct } from '../frame/use-act.tsx';

interface ChaptersDialogProps {
  open: boolean;
  onClose: () => void;
  assessment: AssessmentView;
}

/** Adds, renames, takes out and brings back the chapters of front and back matter. */
export function ChaptersDialog({ open, onClose, assessment }: ChaptersDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Chapters">
      <Chapters assessment={assessment} />
    </Dialog>
  );
}

function Chapters({ assessment }: { assessment: AssessmentView }) {
  const { act, busy, problem } = useAct();
  const { id, sections, removedChapters } = assessment;
  const chapters = sections.filter((section) => section.kind === 'chapter');
  const change = async (section: string, what: Record<string, unknown>): Promise<void> => {
    await request('PATCH', `/sections/${section}`, what);
    await refresh(`/assessments/${id}`);
  };
  return (
    <>
      {problem}
      {chapters.map((chapter) => (
        <ChapterForm
          key={`${chapter.id} ${chapter.title}`}
          chapter={chapter}
          busy={busy}
          rename={(title) => change(chapter.id, { title })}
          takeOut={() => void act(() => change(chapter.id, { removed: true }))}
        />
      ))}
      {removedChapters.length > 0 && (
        <>
          <h3 className="govuk-heading-s">Taken out</h3>
          <ul className="govuk-list">
            {removedChapters.map((chapter) => (
              <li key={chapter.id}>
                {chapter.title}{' '}
                <Button
                  look="quiet"
                  aria-label={`Bring back ${chapter.title}`}
                  onClick={() => void act(() => change(chapter.id, { removed: false }))}
                >
                  Bring back
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <NewChapter id={id} key={chapters.length} />
    </>
  );
}

interface ChapterFormProps {
  chapter: SectionView;
  busy: boolean;
  rename: (title: string) => Promise<void>;
  takeOut: () => void;
}

function ChapterForm({ chapter, busy, rename, takeOut }: ChapterFormProps) {
  return (
    <div className="chapter-form">
      <Form
        submit="Rename"
        sending="Renaming…"
        look="secondary"
        label={chapter.title}
        send={(values) => rename(values.text('title'))}
        beside={
          <Button look="quiet" busy={busy} onClick={takeOut} aria-label={`Take out ${chapter.title}`}>
            Take out
          </Button>
        }
      >
        <TextField name="title" label={`Title of ${chapter.title}`} quiet defaultValue={chapter.title} />
      </Form>
    </div>
  );
}

function NewChapter({ id }: { id: string }) {
  return (
    <section className="section-break">
      <h3 className="govuk-heading-s">Add a chapter</h3>
      <Form
        submit="Add"
        sending="Adding…"
        label="Add a chapter"
        send={async (values) => {
          const body = { title: values.text('title'), place: values.text('place') };
          await request('POST', `/assessments/${id}/chapters`, body);
          await refresh(`/assessments/${id}`);
        }}
      >
        <TextField name="title" label="Title" />
        <Radios
          name="place"
          label="Where it stands"
          small
          inline
          chosen={['front']}
          options={[
            { value: 'front', label: 'Before the judgements' },
            { value: 'back', label: 'After them' },
          ]}
        />
      </Form>
    </section>
  );
}
