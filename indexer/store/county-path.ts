/** A county below its city, as one value of a column and of an address: 开封/尉氏县. Two cities may have counties of one name (鼓楼区). */
export const countyPath = (city: string, county: string): string => `${city}/${county}`
