import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Comparison } from '../../../../api/versions/comparing/contract.ts';
import { resource } from '../../../client/queries.ts';
import { Notice } from '../../../controls/notice.tsx';
import { countWords, differs } from '../../comparison/summary.ts';
import { LoadedPart } from '../../frame/loaded.tsx';
import { comparisonPlace } from '../../versions/requests.ts';

interface SinceThenProps {
  assessment: string;
  version: { id: string; number: number };
}

/** Whether the text still reads as it does in a version that is to be signed, and where to see what changed. */
export function SinceThen({ assessment, version }: SinceThenProps) {
  const comparison = useQuery({
    ...resource<Comparison>(`/versions/${version.id}/comparison`),
    staleTime: 0,
  });
  return (
    <LoadedPart query={comparison}>
      {(found) =>
        differs(found) ? (
          <Notice title={`The text has changed since version ${version.number}`}>
            <p className="govuk-body">
              {changedWords(found)} A signature stands for version {version.number} as you read it, and not
              for what came after.{' '}
              <Link href={comparisonPlace(assessment, version.id)} className="govuk-link">
                See what changed
              </Link>
            </p>
          </Notice>
        ) : (
          <p className="govuk-body">The text still reads as it does in version {version.number}.</p>
        )
      }
    </LoadedPart>
  );
}

function changedWords({ counts }: Comparison): string {
  const parts = countWords({ ...counts, same: 0 });
  return parts.length === 0 ? '' : `Claims: ${parts.join(', ')}.`;
}
