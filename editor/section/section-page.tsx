import { useQuery } from '@tanstack/react-query';
import type { AssessmentView } from '../../api/assessments/contract.ts';
import { resource } from '../client/queries.ts';
import { NotFoundPage } from '../pages/frame/failures.tsx';
import { Loaded } from '../pages/frame/loaded.tsx';
import { SectionWorkspace } from './page/section-workspace.tsx';
import './styles/layout.css';
import './styles/text.css';
import './styles/panel.css';
import './styles/post-its.css';

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
        return section ? (
          <SectionWorkspace key={section.id} assessment={view} section={section} />
        ) : (
          <NotFoundPage />
        );
      }}
    </Loaded>
  );
}
