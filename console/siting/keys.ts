// A plan's key as one word of an address: county code and id.
export function keyFrom(text: string | undefined): { countyCode: string; id: string } | null {
  const [countyCode, id] = (text ?? '').split('.')
  return countyCode && id ? { countyCode, id } : null
}

export const keyText = ({ countyCode, id }: { countyCode: string; id: string }) => `${countyCode}.${id}`
