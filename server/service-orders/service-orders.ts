// Front file of services at home: catalogue, providers, needs, orders and what came of them.
export {}
