import { useQuery } from '@tanstack/react-query';
import type { PackSize } from '../../../api/packs/contract.ts';
import { resource } from '../../client/queries.ts';
import { counted, sizeWords } from '../../client/words.ts';
import type { Order } from './order.ts';

/** Says exactly what goes out, and what does not. */
export function GoingOut({ assessment, order }: { assessment: string; order: Order }) {
  const isInternal = order.edition === 'internal';
  return (
    <section className="going-out" aria-labelledby="going-out">
      <h2 className="govuk-heading-s" id="going-out">
        What goes out
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          Every chapter and judgement, claims with their numbers, recommendations, glossary and sign-off
        </li>
        <li>
          The evidence index: {isInternal ? 'every cited record' : 'cited records that inspectors may see'}
        </li>
        {isInternal && <li>Post-its with their threads, and what is still open</li>}
        {order.form === 'pack' && <PackLine assessment={assessment} order={order} />}
      </ul>
      <h2 className="govuk-heading-s">What does not</h2>
      <ul className="govuk-list govuk-list--bullet">
        {!isInternal && <li>Post-its: they stay between you</li>}
        {!isInternal && (
          <li>Evidence for the council or partners only: its claims say that the council holds it</li>
        )}
        {order.form !== 'pack' && <li>The evidence files themselves: choose the evidence pack for these</li>}
        <li>Records that no claim cites, and earlier wordings</li>
      </ul>
    </section>
  );
}

function PackLine({ assessment, order: { version, edition } }: { assessment: string; order: Order }) {
  const query = version === null ? `?edition=${edition}` : `?version=${version}&edition=${edition}`;
  const { data } = useQuery({
    ...resource<PackSize>(`/assessments/${assessment}/pack-size${query}`),
    staleTime: 0,
  });
  return (
    <>
      <li>
        <span role="status">
          {data
            ? `${counted(data.files, 'evidence file')}${data.files === 0 ? '' : `, ${sizeWords(data.bytes)}`}, beside the document`
            : 'The evidence files: their size is being looked up…'}
        </span>
      </li>
      <li>The register as a table, a list of every file with its checksum, and a page that checks them</li>
    </>
  );
}
