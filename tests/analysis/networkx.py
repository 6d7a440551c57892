"""Reads maps with our numbers from standard input, measures them with networkx and igraph, names the first that differs."""
import json
import math
import sys
from itertools import permutations

try:
    import networkx as nx
    import numpy
except ImportError:
    sys.exit(77)
try:
    import igraph
except ImportError:
    igraph = None

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
    if isinstance(theirs, dict):
        theirs = [theirs[node] for node in range(len(ours))]
    ours, theirs = (one if isinstance(one, list) else [one] for one in (ours, theirs))
    if len(ours) != len(theirs):
        sys.exit(f"{what}: ours {ours}, theirs {theirs}")
    for node, (a, b) in enumerate(zip(ours, theirs)):
        if isinstance(a, list) and a == b:
            continue
        a, b = (math.nan if one is None else one for one in (a, b))
        if not (math.isclose(a, b, rel_tol=ALIKE, abs_tol=ALIKE) or math.isnan(a) and math.isnan(b)):
            sys.exit(f"{what} of {node}: ours {a}, theirs {b}")


def without_direction(graph):
    """Both ways together, their strengths added up."""
    flat = nx.Graph()
    flat.add_nodes_from(graph)
    for a, b, data in graph.edges(data=True):
        before = flat[a][b]["weight"] if flat.has_edge(a, b) else 0
        flat.add_edge(a, b, weight=before + data["weight"])
    return flat


def leading(flat):
    """The eigenvector; where pieces lead together, each has its share of a beginning in which all are equal."""
    found, pieces = {node: 0.0 for node in flat}, []
    for members in nx.connected_components(flat):
        if len(members) == 1:
            continue
        order = sorted(members)
        # networkx' own search wants more than two organisations; this is what it asks of numpy.
        values, vectors = numpy.linalg.eigh(nx.to_numpy_array(flat, order, weight="weight"))
        value, values = values[-1], dict(zip(order, map(abs, vectors[:, -1])))
        pieces.append((value, values))
    largest = max((value for value, _ in pieces), default=0)
    for value, values in pieces:
        if value > largest * (1 - 1e-9):
            share = sum(values.values())
            found.update({node: number * share for node, number in values.items()})
    length = math.sqrt(sum(number * number for number in found.values())) or 1
    return {node: number / length for node, number in found.items()}


def roles(graph, kind):
    """Gould and Fernandez by their definition, triple by triple."""
    found = [[0] * 5 for _ in graph]
    for a, v, b in permutations(graph, 3):
        if graph.has_edge(a, v) and graph.has_edge(v, b) and not graph.has_edge(a, b):
            one, two, three = kind[a], kind[v], kind[b]
            if one == two:
                role = 0 if two == three else 2
            elif two == three:
                role = 3
            else:
                role = 1 if one == three else 4
            found[v][role] += 1
    return found


def sizes(graph):
    """Burt's effective size from networkx' own weights: networkx 3.6.1 itself gives other numbers for all nodes at once than
    one by one, and none for a node that ties only lead to."""
    part = nx.algorithms.structuralholes.normalized_mutual_weight
    found = {}
    for one in graph:
        contacts = set(nx.all_neighbors(graph, one))
        shares = {other: part(graph, one, other, weight="weight") for other in contacts}
        redundant = sum(
            shares[third] * part(graph, other, third, norm=max, weight="weight")
            for other in contacts
            for third in contacts
        )
        found[one] = len(contacts) - redundant if contacts else None
    return found


def either_way(where, ours, flat):
    """What does not ask for direction."""
    differ(where + "eigenvector", ours["eigenvector"], leading(flat))
    plain = nx.Graph(flat.edges)
    plain.add_nodes_from(flat)
    differ(where + "pieces", ours["pieces"], sorted(map(len, nx.connected_components(plain)), reverse=True))
    differ(where + "cuts", ours["cuts"], sorted(nx.articulation_points(plain)))
    bridges = sorted(sorted(bridge) for bridge in nx.bridges(plain)) if plain.number_of_edges() else []
    differ(where + "bridges", ours["bridges"], bridges)
    paths = sum(d * (d - 1) for _, d in plain.degree)
    differ(where + "transitivity", ours["transitivity"], nx.transitivity(plain) if paths else None)
    differ(where + "clustering", ours["clustering"], nx.average_clustering(plain))
    kind = [node % 3 for node in range(len(plain))]
    inside = sum(kind[a] == kind[b] for a, b in plain.edges)
    all_of_them = plain.number_of_edges()
    differ(where + "E-I", ours["ei"], (all_of_them - 2 * inside) / all_of_them if all_of_them else None)
    for node in plain:
        missing = [math.nan]
        contacts = len(plain[node])
        if contacts and igraph:
            other = igraph.Graph(len(plain), list(flat.edges))
            theirs = other.constraint([node], weights=[flat[a][b]["weight"] for a, b in flat.edges])
            differ(where + f"constraint by igraph of {node}", ours["constraint"][node], theirs)
        if contacts == 0:
            differ(where + f"constraint of {node}", ours["constraint"][node], missing)


def along(where, ours, plain, weighed):
    """What follows direction where there is one."""
    closeness = nx.closeness_centrality(plain)
    differ(where + "closeness", ours["closeness"], closeness)
    differ(where + "constraint", ours["constraint"], nx.constraint(weighed, weight="weight"))
    differ(where + "effective size", ours["effective size"], sizes(weighed))
    lengths = dict(nx.all_pairs_shortest_path_length(plain))
    far = [far for start, row in lengths.items() for end, far in row.items() if start != end]
    differ(where + "mean distance", ours["mean"], sum(far) / len(far) if far else None)
    differ(where + "diameter", ours["diameter"], max(far, default=None))
    reach = {node: sum(0 < far <= 2 for far in row.values()) for node, row in lengths.items()}
    differ(where + "reach", ours["reach"], reach)
    differ(where + "density", ours["density"], nx.density(plain))
    if plain.is_directed():
        found = nx.overall_reciprocity(plain) if plain.number_of_edges() else None
        differ(where + "reciprocity", ours["reciprocity"], found)
    kind = [node % 3 for node in plain]
    table = [[0] * 3 for _ in range(3)]
    for a, b in plain.edges:
        table[kind[a]][kind[b]] += 1
        if not plain.is_directed() and kind[a] != kind[b]:
            table[kind[b]][kind[a]] += 1
    most = min(3, len(plain))
    differ(where + "table", ours["mixing"], [row[:most] for row in table[:most]])
    differ(where + "roles", ours["roles"], roles(plain.to_directed(), kind))
    ways = ours["ways"]
    if ways is None:
        found = nx.has_path(plain, 0, len(plain) - 1)
        if found:
            sys.exit(where + "ours finds no way, theirs does")
    else:
        theirs = list(nx.all_shortest_paths(plain, 0, len(plain) - 1))
        differ(where + "steps", ways[0], len(theirs[0]) - 1)
        differ(where + "ways", ways[1], len(theirs))
        if ways[2] not in theirs:
            sys.exit(where + f"{ways[2]} is none of their ways")


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
        flat = without_direction(weighed)
        groups = {}
        for node, name in enumerate(ours["communities"]):
            groups.setdefault(name, set()).add(node)
        if flat.number_of_edges():
            theirs = nx.community.modularity(flat, groups.values(), weight="weight")
            differ(where + "modularity", ours["modularity"], float(theirs))
        either_way(where, ours, flat)
        along(where, ours, plain, weighed)
with_igraph = "networkx and igraph" if igraph else "networkx; igraph is not installed"
print(f"{len(maps)} maps agree with {with_igraph}")
