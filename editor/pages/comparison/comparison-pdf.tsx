import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { ExportRequested } from '../../../api/packs/contract.ts';
import type { Comparison } from '../../../api/versions/comparing/contract.ts';
import { refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { Button } from '../../controls/button.tsx';
import { Making } from '../exports/making.tsx';
import { useAct } from '../frame/use-act.tsx';

interface ComparisonPdfProps {
  assessment: string;
  comparison: Comparison;
}

/** Makes a PDF of what changed; nothing for those who do not export. */
export function ComparisonPdf({ assessment, comparison: { before, after } }: ComparisonPdfProps) {
  const rights = useQuery(resource<AssessmentView>(`/assessments/${assessment}`)).data?.rights;
  const [asked, setAsked] = useState<string | null>(null);
  const { act, busy, problem } = useAct();
  if (rights?.export !== true) return null;
  const path = `/assessments/${assessment}/exports`;
  const ask = (): void =>
    void act(async () => {
      const order = { form: 'comparison', version: before.id, against: after.id };
      setAsked((await request<ExportRequested>('POST', path, order)).id);
    });
  return (
    <div className="comparison-pdf">
      {problem}
      {asked === null ? (
        <Button look="secondary" busy={busy} onClick={ask}>
          PDF of this comparison
        </Button>
      ) : (
        <Making key={asked} id={asked} onAgain={ask} onOver={() => void refresh(path)} />
      )}
    </div>
  );
}
