// A name that opens the elder's record for whoever may read it.
import { Go } from '../Go.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'

interface ElderNameProps {
  countyCode: string
  elderId: string
  name: string
}

export function ElderName({ countyCode, elderId, name }: ElderNameProps) {
  const may = useMay()
  if (!may('elder:read')) return <strong>{name}</strong>
  return (
    <Go to={paths.elder({ countyCode, id: elderId })} className="strong">
      {name}
    </Go>
  )
}
