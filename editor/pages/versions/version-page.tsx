import { useQuery } from '@tanstack/react-query';
import type { VersionDetail } from '../../../api/versions/contract.ts';
import type { FrozenAssessment, FrozenSection } from '../../../api/versions/freezing/contract.ts';
import { resource } from '../../client/queries.ts';
import { Link } from 'wouter';
import { Citations } from '../../reading/citations.tsx';
import { FrozenText } from '../../reading/frozen-text.tsx';
import { SectionHead } from '../../reading/section-head.tsx';
import { useAddressedPart } from '../frame/navigation.ts';
import { AskedToSign, SignAtTheEnd, useAskedToSign } from '../sign-off/signing/asked-to-sign.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { FrozenRecommendations } from './frozen-recommendations.tsx';
import { VersionCover } from './version-cover.tsx';
import './versions.css';

/** One version, to be read from the first page to the last. */
export function VersionPage({ version }: { version: string }) {
  const detail = useQuery(resource<VersionDetail>(`/versions/${version}`));
  return <Loaded query={detail}>{(found) => <Version detail={found} />}</Loaded>;
}

function Version({ detail: { version, frozen } }: { detail: VersionDetail }) {
  const asked = useAskedToSign(version);
  useAddressedPart();
  return (
    <div className="version-page">
      <Contents frozen={frozen} />
      <div>
        <Link href={`/assessments/${version.assessment}/versions`} className="govuk-back-link">
          Versions
        </Link>
        <Citations records={frozen.evidence}>
          <article className="reading">
            <VersionCover version={version} frozen={frozen}>
              {asked && <AskedToSign signOff={asked} />}
            </VersionCover>
            <div className="version-page__body">
              {frozen.sections.map((section) => (
                <Section key={section.id} section={section} />
              ))}
              <FrozenRecommendations frozen={frozen} />
            </div>
            {asked && <SignAtTheEnd signOff={asked} assessment={version.assessment} />}
          </article>
        </Citations>
      </div>
    </div>
  );
}

function Contents({ frozen }: { frozen: FrozenAssessment }) {
  return (
    <nav className="version-page__contents" aria-labelledby="contents">
      <h2 id="contents">In this version</h2>
      <ul className="plain-list">
        {frozen.sections.map((section) => (
          <li key={section.id}>
            <a href={`#section-${section.id}`}>{section.short}</a>
          </li>
        ))}
        {frozen.recommendations.length > 0 && (
          <li>
            <a href="#recommendations">Recommendations</a>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Section({ section }: { section: FrozenSection }) {
  const isProse = section.kind === 'chapter';
  return (
    <section
      id={`section-${section.id}`}
      tabIndex={-1}
      aria-labelledby={`title-${section.id}`}
      className={isProse ? 'reading__section reading--prose' : 'reading__section'}
    >
      <SectionHead section={section}>
        <h2 className="reading__title" id={`title-${section.id}`}>
          {section.title}
        </h2>
      </SectionHead>
      <FrozenText section={section} level={3} />
    </section>
  );
}
