"""The matching engine beside what a user could pick instead, on the same integers, in one run.

    peers.py ALONGSIDE FOLDER

Makes the instances in FOLDER with the program ALONGSIDE, solves each with it and with the peers, and prints one
table. Who may meet whom, and what each pair is worth, is found here a second time, with numpy and from the handbook
of the format alone; so equal objectives also say that both read the rules alike. Measured is the processor's time of
the solving call alone, median of the runs, and the most memory of the process, reading included.
"""

import json
import os
import resource
import subprocess
import sys
import time
from statistics import median

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, vstack

# name, mentors, persons, psychologists, institutions, runs, whether HiGHS takes part (it needs minutes beyond).
SIZES = [
    ("S", 200, 500, 20, 12, 5, True),
    ("M", 2_000, 5_000, 100, 30, 5, True),
    ("M dense", 2_000, 5_000, 100, 8, 5, False),
    ("M oversupplied", 6_000, 5_000, 100, 30, 5, False),
    ("L", 20_000, 50_000, 500, 120, 5, False),
]


def main(alongside, folder):
    if len(sys.argv) > 3:  # one peer on one instance, in a process of its own for its memory
        return peer(sys.argv[3], sys.argv[4], int(sys.argv[5]))
    head = ("size", "edges", "ours ms", "OR-Tools ms", "ratio", "HiGHS ms", "ours MB", "OR-Tools MB", "same objective")
    print(row(head))
    more = []
    for name, mentors, pics, psychologists, institutions, runs, highs in SIZES:
        path = os.path.join(folder, name.replace(" ", "-") + ".json")
        size = ["--mentors", mentors, "--pics", pics, "--psychologists", psychologists]
        run([alongside, "match", "generate", "--seed", 7, "--institutions", institutions, "--out", path] + size)
        ours = json.loads(run([alongside, "match", "bench", "--runs", runs, "--json", path]))[0]
        # What is needed: here the allocator gives back at once what it would else keep for a second.
        once = [alongside, "match", "bench", "--runs", 1, "--json", path]
        ours["peak_mb"] = json.loads(run(once, MIMALLOC_PURGE_DELAY="0"))[0]["peak_mb"]
        flow = json.loads(run([sys.executable, __file__, alongside, folder, "flow", path, runs]))
        lp = json.loads(run([sys.executable, __file__, alongside, folder, "highs", path, 1])) if highs else None
        same = ours["objective"] == flow["objective"] and ours["edges"] == flow["edges"]
        same = same and (lp is None or lp["objective"] == ours["objective"])
        print(
            row(
                (
                    name,
                    f"{ours['edges']:,}",
                    f"{ours['solve_ms']:.2f}",
                    f"{flow['ms']:.1f}",
                    f"{flow['ms'] / ours['solve_ms']:.1f}×",
                    f"{lp['ms']:.0f}" if lp else "",
                    ours["peak_mb"],
                    flow["mb"],
                    "yes" if same else "NO",
                )
            ),
            flush=True,
        )
        more.append((name, ours))
        if not same:
            sys.exit(f"{name}: the objectives differ: {ours['objective']} {flow['objective']}")
    print()
    print(row(("size", "reading ms", "candidates ms", "solve ms", "explain ms", "5 others ms", "insert ms")))
    for name, ours in more:
        parts = ("encode_ms", "candidates_ms", "solve_ms", "explain_ms", "others_ms", "insert_ms")
        print(row((name, *(f"{ours[part]:.2f}" for part in parts))))
    (_, middle), (_, large) = more[1], more[4]
    edges = large["edges"] / middle["edges"]
    growth = np.log(large["solve_ms"] / middle["solve_ms"]) / np.log(edges)
    print(f"\nM to L: {edges:.1f} times the edges, solving grows with edges^{growth:.2f}")


def run(command, **env):
    command = [str(part) for part in command]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | env).stdout


def row(cells):
    first, *rest = cells
    return f"{first:<15}" + "".join(f" {cell!s:>14}" for cell in rest)


def peer(kind, path, runs):
    with open(path) as file:
        instance = json.load(file)
    market = Market(instance)
    del instance
    times, objective = [], 0
    for _ in range(runs):
        spent, objective = market.flow() if kind == "flow" else market.highs()
        times.append(spent * 1000)
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"ms": median(times), "objective": objective, "edges": len(market.value), "mb": mb}))


def mask(members):
    bits = 0
    for member in members:
        bits |= 1 << member
    return bits


def week(digits):
    """84 hexadecimal digits, the least significant first, as six words of 64 half hours."""
    bits = int(digits[::-1], 16)
    return [bits >> (64 * word) & (2**64 - 1) for word in range(6)]


class Market:
    """Every pair that passes the hard rules, and what it is worth."""

    def __init__(self, instance):
        mentors, pics, teams = instance["mentors"], instance["pics"], instance["psychologists"]
        genders, langs = {}, {}
        number = lambda known, word: known.setdefault(word, len(known))
        spoken = lambda words: mask(number(langs, word) for word in words)
        grid = np.array([(d["x"], d["y"]) for d in instance["districts"]])
        self.places = np.array([m["capacity"] for m in mentors])
        self.team = np.array([-1 if m["supervisor"] is None else m["supervisor"] for m in mentors])
        self.team_places = np.array([c["capacity"] for c in teams])
        array = lambda values, kind=np.uint64: np.array(list(values), dtype=kind)
        one = {
            "gender": array((number(genders, m["gender"]) for m in mentors), int),
            "langs": array(spoken(m["langs"]) for m in mentors),
            "interests": array(mask(m["interests"]) for m in mentors),
            "themes": array(mask(m["themes"]) for m in mentors),
            "offers": array((m["offers"] for m in mentors), int),
            "stage": array((m["stage_exp"] for m in mentors), int),
            "age": array((m["age"] for m in mentors), int),
            "place": grid[[m["district"] for m in mentors]],
            "week": array(week(m["avail"]) for m in mentors),
            "expertise": array(0 if s < 0 else mask(teams[s]["expertise"]) for s in self.team),
        }
        ready = [
            m["consent"] and m["cert_until"] >= instance["today"] and m["supervisor"] is not None and m["capacity"] >= 1
            for m in mentors
        ]
        at = [[] for _ in instance["institutions"]]
        for m in mentors:
            if ready[m["id"]]:
                for place in set(m["cleared"]) & set(teams[m["supervisor"]]["institutions"]):
                    at[place].append(m["id"])
        at = [np.array(sorted(found), dtype=int) for found in at]
        apart = {}
        for mentor, pic, *_ in instance["exclusions"]:
            apart.setdefault(pic, []).append(mentor)
        params = instance["params"]
        weights = params["weights"]
        self.base = min(self.places.sum(), self.team_places.sum(), len(pics)) + 1
        self.base *= 10_001 + params.get("keep_bonus", 0)
        persons, chosen, values = [], [], []
        for p in pics:
            if not p["consent"]:
                continue
            found = at[p["institution"]]
            keep = one["langs"][found] & np.uint64(spoken(p["langs"])) != 0
            if p["same_gender"]:
                keep &= one["gender"][found] == number(genders, p["gender"])
            keep &= ~np.isin(found, apart.get(p["id"], []))
            found = found[keep]
            overlap = np.bitwise_count(one["week"][found] & np.array(week(p["free"]), dtype=np.uint64)).sum(axis=1)
            overlap = overlap.astype(int)
            keep = overlap >= params["min_overlap_slots"]
            found, overlap = found[keep], overlap[keep]
            score = self.score(one, found, overlap, p, instance, grid, weights, spoken([p["pref_lang"]]))
            tier = sum(p["waiting_days"] >= days for days in params["tier_days"])
            persons.append(np.full(len(found), p["id"]))
            chosen.append(found)
            values.append(self.base * (tier + 1) + score)
        self.persons = len(pics)
        self.pic = np.concatenate(persons)
        self.mentor = np.concatenate(chosen)
        self.value = np.concatenate(values)

    @staticmethod
    def score(one, found, overlap, p, instance, grid, weights, preferred):
        count = lambda words: np.bitwise_count(words).astype(int)
        interests, themes = np.uint64(mask(p["interests"])), np.uint64(mask(p["themes"]))
        own_themes = max(1, count(themes))
        fewer = np.maximum(1, np.minimum(count(one["interests"][found]), count(interests)))
        needs = np.array(p["needs"])
        gap = one["age"][found] - p["age"]
        far = lambda place: np.abs(one["place"][found] - place).sum(axis=1)
        held = grid[instance["institutions"][p["institution"]]["district"]]
        home = np.maximum(0, 1000 - 250 * far(grid[p["home_district"]]))
        factors = {
            "interests": 1000 * count(one["interests"][found] & interests) // fewer,
            "themes": 1000 * count(one["themes"][found] & themes) // own_themes,
            "needs": 1000 * (one["offers"][found] @ needs) // max(1, 10 * needs.sum()),
            "stage": 100 * one["stage"][found, p["stage"]],
            "age": np.maximum(0, 1000 - 50 * np.maximum(0, np.maximum(3 - gap, gap - 15))),
            "language": np.where(one["langs"][found] & np.uint64(preferred) != 0, 1000, 400),
            "travel": np.maximum(0, 1000 - 100 * far(held)),
            "availability": 125 * np.minimum(8, overlap),
            "continuity": home if p["release_in_days"] <= 365 else np.full(len(found), 500),
            "cp_expertise": 1000 * count(one["expertise"][found] & themes) // own_themes,
        }
        return sum(weights[name] * factor for name, factor in factors.items()) // 100

    def flow(self):
        """SimpleMinCostFlow: person → mentor → psychologist → sink, and person → sink for the unmatched."""
        mentors, teams = len(self.places), len(self.team_places)
        first_mentor, first_team = self.persons, self.persons + mentors
        sink = first_team + teams
        supervised = np.flatnonzero(self.team >= 0)
        people = np.arange(self.persons)
        tails = [self.pic, first_mentor + supervised, first_team + np.arange(teams), people]
        heads = [
            first_mentor + self.mentor,
            first_team + self.team[supervised],
            np.full(teams, sink),
            np.full(self.persons, sink),
        ]
        room = [np.ones(len(self.pic), int), self.places[supervised], self.team_places, np.ones(self.persons, int)]
        cost = [-self.value, np.zeros(len(supervised) + teams + self.persons, int)]
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(*map(np.concatenate, (tails, heads, room, cost)))
        solver.set_nodes_supplies(np.append(people, sink), np.append(np.ones(self.persons, int), -self.persons))
        begun = time.process_time()
        status = solver.solve()
        spent = time.process_time() - begun
        assert status == solver.OPTIMAL, status
        return spent, -int(solver.optimal_cost())

    def highs(self):
        """The same as a linear program: its corners are whole numbers, because the places are laminar."""
        edges = np.arange(len(self.value))
        ones = np.ones(len(self.value))
        rows = [
            coo_matrix((ones, (self.pic, edges)), (self.persons, len(edges))),
            coo_matrix((ones, (self.mentor, edges)), (len(self.places), len(edges))),
            coo_matrix((ones, (self.team[self.mentor], edges)), (len(self.team_places), len(edges))),
        ]
        room = np.concatenate([np.ones(self.persons), self.places, self.team_places])
        begun = time.process_time()
        found = linprog(-self.value.astype(float), A_ub=vstack(rows).tocsr(), b_ub=room, bounds=(0, 1), method="highs")
        spent = time.process_time() - begun
        return spent, int(self.value[found.x > 0.5].sum())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
