import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { FrameworkSummary } from '../../../api/frameworks/contract.ts';
import { missing } from '../../client/api-failure.ts';
import { refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { mayCreate, refreshSession, useMe } from '../../client/session.ts';
import { Form } from '../../controls/form.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { ForbiddenPage } from '../frame/failures.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { FrameworkChoice } from '../frameworks/framework-choice.tsx';

/** Starts an empty assessment. */
export function NewAssessmentPage() {
  const me = useMe();
  const frameworks = useQuery(resource<FrameworkSummary[]>('/frameworks'));
  if (!mayCreate(me))
    return <ForbiddenPage message="Only coordinators and administrators start self-assessments." />;
  return <Loaded query={frameworks}>{(found) => <NewAssessment frameworks={found} />}</Loaded>;
}

function NewAssessment({ frameworks }: { frameworks: readonly FrameworkSummary[] }) {
  const [, go] = useLocation();
  const [framework, setFramework] = useState<string | null>(null);
  return (
    <Page
      title="Start an empty self-assessment"
      back={{ href: '/', label: 'Self-assessments' }}
      lead="It begins with one section for each judgement of the framework, ready to be written."
    >
      <Form
        submit="Start"
        sending="Starting…"
        send={async (values) => {
          if (framework === null) throw missing('framework', 'Choose an inspection framework');
          const body = { title: values.text('title'), framework };
          const made = await request<AssessmentView>('POST', '/assessments', body);
          await Promise.all([refresh('/assessments'), refreshSession()]);
          go(`/assessments/${made.id}`);
        }}
      >
        <FrameworkChoice frameworks={frameworks} chosen={framework} onChoose={setFramework} />
        <TextField name="title" label="Title" hint="Such as Self-assessment, autumn 2026" />
      </Form>
    </Page>
  );
}
