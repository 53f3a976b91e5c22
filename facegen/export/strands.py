"""Soft hair in every viewer: a second layer that blends what the cut-out layer leaves out.

Cut-out (MASK) strands end in hard steps, and far away thin ones vanish from the texture's smaller
copies. Blended strands alone are drawn in the wrong order. Together they look right: the cut-out
layer writes depth, the blended one adds the soft rest where nothing is in front of it.
"""

from __future__ import annotations

import dataclasses

from facegen.avatar import Avatar, Part


def with_soft_strands(avatar: Avatar) -> Avatar:
    """`avatar` with a blended twin, `{name}_soft`, of each part of cut-out strands, drawn last.

    Parts that have soft edges of their own, `{name}_edge`, need none. The twins share their
    arrays, which a file then stores once.
    """
    names = {part.name for part in avatar.parts}
    twins = [
        _softened(part)
        for part in avatar.parts
        if _is_cut_out(part) and f"{part.name}_edge" not in names
    ]
    return avatar.replace(parts=(*avatar.parts, *twins))


def _is_cut_out(part: Part) -> bool:
    return part.material.alpha_mode == "MASK" and part.material.anisotropy > 0


def _softened(part: Part) -> Part:
    name = f"{part.material.name}_soft"
    material = dataclasses.replace(part.material, name=name, alpha_mode="BLEND")
    return dataclasses.replace(part, name=f"{part.name}_soft", material=material)
