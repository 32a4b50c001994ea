import { useQuery } from '@tanstack/react-query';
import type { AssessmentView, SectionView } from '../../api/assessments/contract.ts';
import type { AgreedSection } from '../../api/versions/contract.ts';
import { resource } from '../client/queries.ts';
import { NotFoundPage } from '../pages/frame/failures.tsx';
import { Loaded } from '../pages/frame/loaded.tsx';
import { AgreedWorkspace } from './agreed/agreed-workspace.tsx';
import { SectionWorkspace } from './page/section-workspace.tsx';
import './styles/layout.css';
import './styles/text.css';
import './styles/panel.css';
import './styles/post-its.css';
import './styles/review.css';

interface SectionPageProps {
  assessmentId: string;
  sectionId: string;
}

/** The page of one section: its text, written together, with its evidence and post-its beside it. */
export function SectionPage({ assessmentId, sectionId }: SectionPageProps) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${assessmentId}`));
  return (
    <Loaded query={assessment}>
      {(view) => {
        const section = view.sections.find((one) => one.id === sectionId);
        if (!section) return <NotFoundPage />;
        const Text = section.reads === 'agreed' ? AgreedText : SectionWorkspace;
        return <Text key={section.id} assessment={view} section={section} />;
      }}
    </Loaded>
  );
}

interface TextProps {
  assessment: AssessmentView;
  section: SectionView;
}

/** What readers and partners see of a section once a text of it was agreed. */
function AgreedText({ assessment, section }: TextProps) {
  const agreed = useQuery({
    ...resource<AgreedSection>(`/sections/${section.id}/agreed`),
    refetchInterval: 60_000,
  });
  return (
    <Loaded query={agreed}>
      {(text) => <AgreedWorkspace assessment={assessment} section={section} text={text} />}
    </Loaded>
  );
}
