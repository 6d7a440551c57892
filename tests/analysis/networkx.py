"""Reads maps with our numbers from standard input, measures them with networkx, names the first that differs."""
import json
import math
import sys

try:
    import networkx as nx
except ImportError:
    sys.exit(77)

ALIKE = float(sys.argv[1])
FORWARD, BOTH, NONE, UNKNOWN = range(4)
COUNTED = {0, 1, 2}  # current, wanted, proposed


def network(one, directed, weighed):
    """The conventions of the study, read from their words: loops out, absent out, both ways two arcs."""
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(one["count"]))
    for start, end, direction, status, weight in one["flows"]:
        if status not in COUNTED or start == end:
            continue
        ways = [(start, end)]
        if directed and direction != FORWARD:
            ways.append((end, start))
        for a, b in ways:
            before = graph[a][b]["weight"] if graph.has_edge(a, b) else 0
            graph.add_edge(a, b, weight=before + (1 if weight is None else weight) if weighed else 1)
    return graph


def differ(what, ours, theirs):
    theirs = [theirs[node] for node in range(len(ours))] if not isinstance(theirs, float) else [theirs]
    ours = ours if isinstance(ours, list) else [ours]
    for node, (a, b) in enumerate(zip(ours, theirs)):
        if not math.isclose(a, b, rel_tol=ALIKE, abs_tol=ALIKE):
            sys.exit(f"{what} of {node}: ours {a}, theirs {b}")


maps = json.load(sys.stdin)
for number, one in enumerate(maps):
    for directed in (True, False):
        ours = one["found"]["true" if directed else "false"]
        plain, weighed = network(one, directed, False), network(one, directed, True)
        where = f"map {number}, {'directed' if directed else 'undirected'}: "
        differ(where + "degree", ours["degree"], dict(plain.degree))
        out = weighed.out_degree if directed else weighed.degree
        differ(where + "strength", ours["strength"], dict(out(weight="weight")))
        for name, graph, weight in [("steps", plain, None), ("distances", weighed, "weight")]:
            theirs = nx.betweenness_centrality(graph, normalized=False, weight=weight)
            differ(where + name, ours[name], theirs)
        flat = nx.Graph()
        flat.add_nodes_from(weighed)
        for a, b, data in weighed.edges(data=True):
            before = flat[a][b]["weight"] if flat.has_edge(a, b) else 0
            flat.add_edge(a, b, weight=before + data["weight"])
        groups = {}
        for node, name in enumerate(ours["communities"]):
            groups.setdefault(name, set()).add(node)
        if flat.number_of_edges():
            theirs = nx.community.modularity(flat, groups.values(), weight="weight")
            differ(where + "modularity", ours["modularity"], float(theirs))
print(f"{len(maps)} maps agree")
