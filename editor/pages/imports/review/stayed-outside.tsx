import type { UnplacedItem } from '../../../../api/imports/contract.ts';

/** Everything of the file that is not in the assessment, word for word, with the reason. */
export function StayedOutside({ items, filename }: { items: readonly UnplacedItem[]; filename: string }) {
  if (items.length === 0) return <p className="govuk-body">Every word of {filename} has its place.</p>;
  return (
    <section className="section-break" aria-labelledby="outside">
      <h2 className="govuk-heading-m" id="outside">
        What stayed outside
      </h2>
      <p className="govuk-body">Kept here word for word for seven days after the import.</p>
      <ul className="plain-list rows rows--tight">
        {items.map((item) => (
          <li key={item.key} className="row row--tight">
            <div className="row__main">
              <p className="unplaced__text">{item.text}</p>
              <p className="row__under">{item.reason}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
