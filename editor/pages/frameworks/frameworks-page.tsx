import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { FrameworkSummary } from '../../../api/frameworks/contract.ts';
import { resource } from '../../client/queries.ts';
import { counted, listed } from '../../client/words.ts';
import { Tag } from '../../controls/tag.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { byDate, frameworkDates } from './framework-choice.tsx';

/** The inspection frameworks Candour knows, and the council's own copies. */
export function FrameworksPage() {
  const frameworks = useQuery(resource<FrameworkSummary[]>('/frameworks'));
  return <Loaded query={frameworks}>{(found) => <Frameworks frameworks={found} />}</Loaded>;
}

function Frameworks({ frameworks }: { frameworks: readonly FrameworkSummary[] }) {
  return (
    <Page
      title="Frameworks"
      lead="What the inspectorates judge, and when each framework holds. Make a copy to use your own headings and themes."
    >
      <ul className="plain-list rows">
        {byDate(frameworks).map((framework) => (
          <li className="row" key={framework.id}>
            <div className="row__main">
              <Link href={`/frameworks/${framework.id}`} className="govuk-link">
                {framework.shortTitle}
              </Link>
              <p className="row__under">{framework.title}</p>
              <p className="row__under">
                {listed(framework.publishers)} · {frameworkDates(framework)} ·{' '}
                {counted(framework.sections, 'section')}
              </p>
            </div>
            <div className="row__side">
              {framework.own && <Tag tone="accent">Your copy</Tag>}
              {!framework.own && framework.effectiveTo === null && <Tag tone="good">In force</Tag>}
            </div>
          </li>
        ))}
      </ul>
    </Page>
  );
}
