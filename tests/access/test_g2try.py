import pytest, time
from tests.make.marked import *
@pytest.mark.django_db
def test_fill():
    t=time.process_time()
    known = marked_authority()
    print("CPU", time.process_time()-t)
    print(known)
    for m in owned_models():
        n=marked_rows(m).count()
        print(m._meta.label, n)
        assert n
