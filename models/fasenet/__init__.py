"""FaSeNet: pixel-precise face segmentation, a reconstruction of the idea of Fiedler et al. 2023.

The paper (doi 10.1007/s12652-023-04607-8) fixes the idea (a small multi-class network trained with the
Matthews correlation coefficient as loss); layers, sizes and data here are our own.
"""
