import { useCallback, useEffect, useState } from 'react';
import type { SectionView } from '../../../api/assessments/contract.ts';
import { noticeFailure, refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { type Connection, opening } from './connection-state.ts';
import { type LiveSection, openSection } from './open-section.ts';
import { sectionAsPlainText } from './unsaved-text.ts';

/** The section's document on this page. `live` is null until its text has come once. */
export interface SectionOnPage {
  live: LiveSection | null;
  connection: Connection;
  /** Text that was typed and not saved when the right to write was taken away, or null. */
  leftover: string | null;
  dropLeftover: () => void;
}

interface Opened {
  live: LiveSection;
  hasText: boolean;
}

/** Keeps the section's document open while the page shows it, and opens it anew when rights change. */
export function useLiveSection(section: SectionView): SectionOnPage {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [connection, setConnection] = useState<Connection>(() => opening(Date.now()));
  const [leftover, setLeftover] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const { id, assessment } = section;
  const regions = section.regions.map((region) => region.id).join(' ');
  useEffect(() => {
    const live = openSection(id, regions.split(' '), {
      connection: (next) => {
        setConnection(next);
        if (next.kind === 'open') setOpened({ live, hasText: true });
        if (next.kind === 'lost') checkSession(assessment);
        // A text may have been agreed, which some now read in place of the draft.
        if (next.kind === 'refused') void refresh(`/assessments/${assessment}`);
      },
      notice: ({ type }) => {
        void refresh(type === 'section' ? `/assessments/${assessment}` : `/sections/${id}/${type}`);
        if (type !== 'post-its') void refresh(`/sections/${id}/review`);
      },
      accessChanged: (wouldLose) => {
        if (wouldLose) setLeftover(sectionAsPlainText(live.ydoc, section.regions));
        void refresh(`/assessments/${assessment}`);
        setRound((last) => last + 1);
      },
    });
    setOpened({ live, hasText: false });
    return () => {
      setOpened(null);
      setConnection(opening(Date.now()));
      live.close();
    };
  }, [id, assessment, regions, round]);
  const dropLeftover = useCallback(() => setLeftover(null), []);
  return { live: opened?.hasText ? opened.live : null, connection, leftover, dropLeftover };
}

/** The line may be down because nobody is signed in any more; the server's answer tells. */
function checkSession(assessment: string): void {
  request('GET', `/assessments/${assessment}`).catch(noticeFailure);
}
