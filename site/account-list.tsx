// The way to an open account: counties that have some, and the places of the one that was chosen.
import { addressWith, type View } from './frame.tsx'

export interface ListedCounty {
  countyCode: string
  name: string
}

interface ListedAccount {
  path: string
  name: string
  note: string
}

interface AccountListProps {
  view: View
  title: string
  lead: string
  none: string
  chooseCounty: string
  /** Where the list of a county is found. */
  path: string
  counties: readonly ListedCounty[]
  accounts: readonly ListedAccount[]
  other: { path: string; word: string }
}

export function AccountList(props: AccountListProps) {
  const { view, title, lead, none, chooseCounty, path, counties, accounts, other } = props
  return (
    <main>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {counties.length > 1 && (
        <section>
          <h2>{chooseCounty}</h2>
          <ul className="facts">
            {counties.map(county => (
              <li key={county.countyCode}>
                <a href={addressWith(view, { path: `${path}?county=${county.countyCode}` })}>{county.name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {accounts.length === 0 && counties.length <= 1 && <p>{none}</p>}
      {accounts.length > 0 && (
        <section>
          <ul className="facts">
            {accounts.map(account => (
              <li key={account.path}>
                <a href={addressWith(view, { path: account.path })}>{account.name}</a>
                <span>{account.note}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={addressWith(view, { path: other.path })}>{other.word}</a>
      </p>
    </main>
  )
}
