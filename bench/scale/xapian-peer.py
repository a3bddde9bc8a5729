"""Xapian over the terms that the other engines get. argv: file of terms (a passage a line, tabs between terms), file of queries as JSON lists of terms, top, seconds that asking may take.
Prints one line of JSON: seconds of indexing, resident megabytes added, and for each query that was asked the best passages and the milliseconds, by the clock and of processor."""
import json, resource, shutil, sys, tempfile, time
import xapian

terms_file, queries_file, top, budget = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])


def resident():
    with open('/proc/self/status') as status:
        return next(int(line.split()[1]) / 1000 for line in status if line.startswith('VmRSS'))


before = resident()
folder = tempfile.mkdtemp(prefix='bench-xapian-')
try:
    started = time.perf_counter()
    database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
    with open(terms_file, encoding='utf-8') as lines:
        for line in lines:
            document = xapian.Document()
            for term in line.rstrip('\n').split('\t'):
                if 0 < len(term.encode('utf-8')) < 240:
                    document.add_term(term)
            database.add_document(document)
    database.commit()
    database.close()
    indexing = time.perf_counter() - started
    database = xapian.Database(folder)
    enquire = xapian.Enquire(database)
    enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.7, 0.5))

    def ask(terms):
        enquire.set_query(xapian.Query(xapian.Query.OP_OR, terms))
        return [match.docid - 1 for match in enquire.get_mset(0, top)]

    with open(queries_file, encoding='utf-8') as source:
        queries = json.load(source)
    for terms in queries[:20]:
        ask(terms)
    answers, began = [], time.perf_counter()
    for terms in queries:
        if time.perf_counter() - began > budget:
            break
        clock, processor = time.perf_counter(), time.process_time()
        best = ask(terms)
        answers.append({'top': best, 'clock': (time.perf_counter() - clock) * 1000, 'processor': (time.process_time() - processor) * 1000})
    print(json.dumps({'openMs': indexing * 1000, 'addedMB': resident() - before, 'answers': answers}))
finally:
    shutil.rmtree(folder, ignore_errors=True)
