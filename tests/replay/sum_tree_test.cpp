// The sum tree: hand-computed draws, edges, weights that come and go.
#include "replay/sum_tree.h"

#include <doctest/doctest.h>

using namespace gymkhana;

TEST_CASE("a mass falls to the number whose share of the total it lies in") {
  SumTree tree(5);
  const double weights[] = {1, 0, 2, 0.5, 4};
  for (int i = 0; i < 5; ++i) tree.set(i, weights[i]);
  CHECK(tree.total() == 7.5);
  CHECK(tree.find(0) == 0);
  CHECK(tree.find(0.99) == 0);
  CHECK(tree.find(1) == 2);
  CHECK(tree.find(2.99) == 2);
  CHECK(tree.find(3) == 3);
  CHECK(tree.find(3.5) == 4);
  CHECK(tree.find(7.5) == 4);  // rounding may ask for the total itself
  tree.set(4, 0);
  CHECK(tree.total() == 3.5);
  CHECK(tree.find(3.5) == 3);
}

TEST_CASE("a tree of one, and one assigned at once") {
  SumTree one(1);
  one.set(0, 3);
  CHECK(one.find(2.9) == 0);
  SumTree tree(3), other(3);
  for (int i = 0; i < 3; ++i) tree.set(i, i + 0.1);
  other.assign(tree.weights());
  CHECK(other.total() == tree.total());
  CHECK(other.find(1.3) == tree.find(1.3));
}
