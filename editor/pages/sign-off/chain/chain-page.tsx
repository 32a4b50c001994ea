import { useQuery } from '@tanstack/react-query';
import type { AssessmentView } from '../../../../api/assessments/contract.ts';
import type { AssessmentSignOff } from '../../../../api/versions/signing/contract.ts';
import { resource } from '../../../client/queries.ts';
import { ForbiddenPage } from '../../frame/failures.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { Page } from '../../frame/page.tsx';
import { ChainEditor } from './chain-editor.tsx';
import '../sign-off.css';

/** Sets the steps a version goes through and who signs each. */
export function ChainPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  const signOff = useQuery(resource<AssessmentSignOff>(`/assessments/${id}/sign-off`));
  return (
    <Loaded query={assessment}>
      {({ title }) => (
        <Loaded query={signOff}>
          {(view) =>
            view.rights.setChain ? (
              <Page
                title="Who signs"
                eyebrow={title}
                back={{ href: `/assessments/${id}/sign-off`, label: 'Sign-off' }}
                lead="The steps a version goes through, in order. A step begins when the one before it is signed. A sign-off that is already going round keeps the steps it began with."
              >
                <ChainEditor assessment={id} view={view} />
              </Page>
            ) : (
              <ForbiddenPage message="The coordinator of this assessment says who signs. Ask them to change it." />
            )
          }
        </Loaded>
      )}
    </Loaded>
  );
}
